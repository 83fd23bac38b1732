<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>AsideLists</name>
    <message>
        <source>Ditunda</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>Tidak ada yang ditunda.</source>
        <translation>Nothing is on hold.</translation>
    </message>
    <message>
        <source>Terlewat</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>Tidak ada yang terlewat.</source>
        <translation>Nobody was missed.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Giliran – loket</source>
        <translation>Giliran – counter</translation>
    </message>
</context>
<context>
    <name>NeighbourList</name>
    <message>
        <source>Loket lain di zona</source>
        <translation>Other counters here</translation>
    </message>
</context>
<context>
    <name>OwnPinForm</name>
    <message>
        <source>Pilih PIN baru</source>
        <translation>Choose a new PIN</translation>
    </message>
    <message>
        <source>PIN baru</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>PIN baru sekali lagi</source>
        <translation>New PIN once more</translation>
    </message>
    <message>
        <source>Simpan dan masuk</source>
        <translation>Keep it and sign on</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>QuestionSheet</name>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>SignOnScreen</name>
    <message>
        <source>Masuk ke loket</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>Petugas</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>nama atau kode</source>
        <translation>name or code</translation>
    </message>
    <message>
        <source>nama atau kode, mis. officer-1</source>
        <translation>name or code, e.g. officer-1</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Nomor loket</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Loket</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Masuk begitu pusat antrean ditemukan.</source>
        <translation>You are signed on as soon as the hub is found.</translation>
    </message>
    <message>
        <source>Memeriksa …</source>
        <translation>Checking …</translation>
    </message>
    <message>
        <source>Masuk</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>Loket menurut zona</source>
        <translation>Counters by zone</translation>
    </message>
    <message>
        <source>bergaris hijau: sedang dipakai</source>
        <translation>green line: in use</translation>
    </message>
    <message>
        <source>Masuk ke meja informasi</source>
        <translation>Sign in: information desk</translation>
    </message>
    <message>
        <source>Masuk sebagai pengawas</source>
        <translation>Sign in as supervisor</translation>
    </message>
    <message>
        <source>Ke loket</source>
        <translation>To a counter</translation>
    </message>
    <message>
        <source>Pengawas</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Meja informasi</source>
        <translation>Information desk</translation>
    </message>
</context>
<context>
    <name>StripHead</name>
    <message>
        <source>Terputus</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>Semua tombol</source>
        <translation>All keys</translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Layanan</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Dipanggil</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>Menunggu</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Tunggu</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Prioritas</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu loket ini.</source>
        <translation>Nobody is waiting for this counter.</translation>
    </message>
</context>
<context>
    <name>WindowDesk</name>
    <message>
        <source>Pengawas</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Lantai %1</source>
        <translation>Floor %1</translation>
    </message>
    <message>
        <source>Strip</source>
        <translation>Strip</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Indonesia</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>WholeList</name>
    <message>
        <source>%1 di atas</source>
        <translation>%1 above</translation>
    </message>
    <message>
        <source>%1 lagi</source>
        <translation>%1 more</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Perlu ditangani</source>
        <translation>To be seen to</translation>
    </message>
    <message>
        <source>Tidak ada. Semua alat baik, semua kertas keluar.</source>
        <translation>Nothing. All devices are well, all papers are out.</translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>Ketik kata pengunjung: kira-kira jam berapa, untuk apa, di kiosk mana.</source>
        <translation>Type what the visitor says: about when, what for, at which kiosk.</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Prioritas</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Bantuan</source>
        <translation>Assistance</translation>
    </message>
    <message>
        <source>Tiket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Enter: cetak, kembalikan, prioritas …</source>
        <translation>Enter: print, bring back, priority …</translation>
    </message>
</context>
<context>
    <name>DeedKeys</name>
    <message>
        <source>Tekan angkanya. Esc: kembali mencari.</source>
        <translation>Press its digit. Esc: back to the search.</translation>
    </message>
    <message>
        <source>Enter, lalu angkanya:</source>
        <translation>Enter, then its digit:</translation>
    </message>
</context>
<context>
    <name>DeskTools</name>
    <message>
        <source>Nomor baru</source>
        <translation>New number</translation>
    </message>
    <message>
        <source>Cetak</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Belum tercetak</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>Gangguan</source>
        <translation>Troubles</translation>
    </message>
</context>
<context>
    <name>RoomBar</name>
    <message>
        <source>Meja</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Meja informasi</source>
        <translation>Information desk</translation>
    </message>
    <message>
        <source>Pengawas</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>EN</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Indonesia</translation>
    </message>
    <message>
        <source>Keluar</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>ZoneColumns</name>
    <message>
        <source>Zona %1–%2
dari %3 ▸</source>
        <translation>Zones %1–%2
of %3 ▸</translation>
    </message>
    <message>
        <source>Zona %1–%2
◂ dari %3</source>
        <translation>Zones %1–%2
◂ of %3</translation>
    </message>
</context>
<context>
    <name>CounterPanel</name>
    <message>
        <source>Loket</source>
        <translation>Counters</translation>
    </message>
    <message>
        <source>Loket · %1</source>
        <translation>Counters · %1</translation>
    </message>
    <message>
        <source>Zona ini tanpa loket.</source>
        <translation>This zone has no counters.</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>Antrean</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu di zona ini.</source>
        <translation>Nobody waits in this zone.</translation>
    </message>
</context>
<context>
    <name>WaiterPanel</name>
    <message>
        <source>Menunggu paling lama</source>
        <translation>Longest waits</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu di zona ini.</source>
        <translation>Nobody waits in this zone.</translation>
    </message>
</context>
<context>
    <name>TvWall</name>
    <message>
        <source>Layar TV</source>
        <translation>TV screens</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
</TS>
