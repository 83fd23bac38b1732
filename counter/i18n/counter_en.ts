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
</context>
<context>
    <name>StripDesk</name>
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
        <source>%1 lagi</source>
        <translation>%1 more</translation>
    </message>
</context>
</TS>
