<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>AgenciesScreen</name>
    <message>
        <source>Instansi mana?</source>
        <translation>Which office?</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>%1 · sampai ada pemberitahuan</source>
        <translation>%1 · until further notice</translation>
    </message>
</context>
<context>
    <name>AloneBanner</name>
    <message>
        <source>Nomor tetap bisa diambil. Sistem antrean terputus; loket mungkin memanggil sedikit lebih lambat.</source>
        <translation>You can still take a number. The queue system is offline; the counters may call a little later.</translation>
    </message>
</context>
<context>
    <name>AssistancePanel</name>
    <message>
        <source>Perlu dibantu saat dipanggil?</source>
        <translation>Need help when you are called?</translation>
    </message>
    <message>
        <source>Dibantu saat dipanggil: %1</source>
        <translation>Helped when called: %1</translation>
    </message>
</context>
<context>
    <name>AwayScreen</name>
    <message>
        <source>Mesin ini sedang tersambung ke sistem antrean…</source>
        <translation>This kiosk is reconnecting to the queue…</translation>
    </message>
    <message>
        <source>Mesin ini belum bisa dipakai</source>
        <translation>This machine cannot be used yet</translation>
    </message>
    <message>
        <source>Mohon tunggu sebentar.</source>
        <translation>Please wait a moment.</translation>
    </message>
    <message>
        <source>Silakan ambil nomor di %1, Lantai %2, atau di mesin lain.</source>
        <translation>Please get a number at the %1, Floor %2, or at another machine.</translation>
    </message>
    <message>
        <source>Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.</source>
        <translation>Please wait a moment, or get a number at the %1, Floor %2. A number you already have stays valid.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Aksesibilitas</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Bantuan</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Awal</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>ClosedScreen</name>
    <message>
        <source>Lihat syarat, agar siap saat datang lagi</source>
        <translation>Read what to bring, and come back prepared</translation>
    </message>
    <message>
        <source>Layanan ini sudah buka lagi</source>
        <translation>This service is open again</translation>
    </message>
    <message>
        <source>Silakan pilih lagi.</source>
        <translation>Please choose it again.</translation>
    </message>
    <message>
        <source>Nomor bisa diambil lagi setelah sistem antrean tersambung.</source>
        <translation>Numbers will be given again when the queue system is back.</translation>
    </message>
    <message>
        <source>Sampai ada pemberitahuan: kapan dibuka lagi belum diketahui.</source>
        <translation>Until further notice: it is not known yet when it opens again.</translation>
    </message>
    <message>
        <source>Nomor bisa diambil lagi %1.</source>
        <translation>Numbers are given out again %1.</translation>
    </message>
    <message>
        <source>Yang bisa Anda lakukan sekarang:</source>
        <translation>What you can do now:</translation>
    </message>
    <message>
        <source>Cetak syarat, agar siap saat datang lagi</source>
        <translation>Print what to bring, and come back prepared</translation>
    </message>
    <message>
        <source>Pilih layanan lain</source>
        <translation>Choose another service</translation>
    </message>
    <message>
        <source>Atau tanya petugas di %1, Lantai %2.</source>
        <translation>Or ask the staff at the %1, Floor %2.</translation>
    </message>
    <message>
        <source>Baca syarat, alur dan biaya</source>
        <translation>Read what you need, steps and fee</translation>
    </message>
</context>
<context>
    <name>ConfirmScreen</name>
    <message>
        <source>Mungkin baru dipanggil setelah jam tutup (%1). Nomor yang sudah diambil tetap diurus petugas.</source>
        <translation>You may be called only after closing time (%1). Staff still take care of numbers already taken.</translation>
    </message>
    <message>
        <source>Sedang istirahat; layanan mulai lagi %1. Nomor tetap bisa diambil.</source>
        <translation>Break now; service goes on at %1. You can still take a number.</translation>
    </message>
    <message>
        <source>Sistem antrean sedang terputus. Nomor tetap berlaku; loket mungkin memanggil sedikit lebih lambat.</source>
        <translation>The queue system is offline. Your number is valid all the same; the counters may call a little later.</translation>
    </message>
    <message>
        <source>Cetak syarat saja</source>
        <translation>Only print what to bring</translation>
    </message>
    <message>
        <source>Mengambil nomor…</source>
        <translation>Getting your number…</translation>
    </message>
    <message>
        <source>AMBIL NOMOR</source>
        <translation>TAKE A NUMBER</translation>
    </message>
    <message>
        <source>%1 orang di depan Anda. Tetap ambil nomor?</source>
        <translation>%1 people are before you. Take a number?</translation>
    </message>
    <message>
        <source>%1 menit</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 jam</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 jam %2 menit</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 orang di depan Anda, kira-kira sampai %2. Tetap ambil nomor?</source>
        <translation>%1 people are before you, up to about %2. Take a number?</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>Ini nomor Anda</source>
        <translation>This is your number</translation>
    </message>
    <message>
        <source>Ambil tiket di bawah</source>
        <translation>Take your ticket below</translation>
    </message>
    <message>
        <source>Tiket sedang dicetak…</source>
        <translation>Your ticket is being printed…</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>ErrandKeys</name>
    <message>
        <source>Tambah keperluan lain</source>
        <translation>Add another errand</translation>
    </message>
    <message>
        <source>Denah</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Keperluan lain: %1</source>
        <translation>More for: %1</translation>
    </message>
</context>
<context>
    <name>EventScreen</name>
    <message>
        <source>Pilih keperluan berikutnya.</source>
        <translation>Choose the next one.</translation>
    </message>
    <message>
        <source>Pilih satu per satu.</source>
        <translation>Choose them one by one.</translation>
    </message>
    <message>
        <source>Semua nomor ikut satu kunjungan: Anda tidak dipanggil di dua loket sekaligus.</source>
        <translation>All numbers belong to one visit: you are never called at two counters at once.</translation>
    </message>
</context>
<context>
    <name>EventsScreen</name>
    <message>
        <source>Apa yang sedang Anda alami?</source>
        <translation>What is happening in your life?</translation>
    </message>
    <message>
        <source>Kami tunjukkan semua layanannya.</source>
        <translation>We show you all the services for it.</translation>
    </message>
    <message>
        <source>%1 layanan</source>
        <translation>%1 services</translation>
    </message>
</context>
<context>
    <name>FindScreen</name>
    <message>
        <source>Sudah punya tiket</source>
        <translation>I have a ticket</translation>
    </message>
    <message>
        <source>Pindai kode di tiket, atau ketik nomor dan kode cek.</source>
        <translation>Scan the code on your ticket, or type its number and check code.</translation>
    </message>
    <message>
        <source>Nomor tiket</source>
        <translation>Ticket number</translation>
    </message>
    <message>
        <source>Kode cek (4 karakter)</source>
        <translation>Check code (4 characters)</translation>
    </message>
    <message>
        <source>Lanjut ke kode cek</source>
        <translation>Next: check code</translation>
    </message>
    <message>
        <source>Cari tiket</source>
        <translation>Find my ticket</translation>
    </message>
</context>
<context>
    <name>FloorMap</name>
    <message>
        <source>Anda di sini</source>
        <translation>You are here</translation>
    </message>
    <message>
        <source>Tunggu di %1</source>
        <translation>Wait in %1</translation>
    </message>
    <message>
        <source>Denah Lantai %1</source>
        <translation>Plan of floor %1</translation>
    </message>
</context>
<context>
    <name>GroupsScreen</name>
    <message>
        <source>%1 layanan</source>
        <translation>Services: %1</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Kiosk antrean</source>
        <translation>Queue kiosk</translation>
    </message>
</context>
<context>
    <name>MapSheet</name>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on floor %1 · %2</translation>
    </message>
    <message>
        <source>Lantai %1</source>
        <translation>Floor %1</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>MyTicketScreen</name>
    <message>
        <source>Anda dalam antrean</source>
        <translation>You are in the queue</translation>
    </message>
    <message>
        <source>Anda dipanggil: %1 %2</source>
        <translation>You are called: %1 %2</translation>
    </message>
    <message>
        <source>Anda sedang dilayani</source>
        <translation>You are being served</translation>
    </message>
    <message>
        <source>Tiket Anda ditunda petugas</source>
        <translation>Staff have put your ticket on hold</translation>
    </message>
    <message>
        <source>Nomor Anda terlewat</source>
        <translation>You missed your call</translation>
    </message>
    <message>
        <source>Tempat Anda masih disimpan</source>
        <translation>Your place is kept for you</translation>
    </message>
    <message>
        <source>Keperluan ini sudah selesai</source>
        <translation>This errand is finished</translation>
    </message>
    <message>
        <source>Tiket ini sudah dibatalkan</source>
        <translation>This ticket is cancelled</translation>
    </message>
    <message>
        <source>Tiket ini tidak berlaku lagi</source>
        <translation>This ticket is no longer valid</translation>
    </message>
    <message>
        <source>Saya sudah datang, masukkan ke antrean</source>
        <translation>I am here, put me in the queue</translation>
    </message>
    <message>
        <source>Saya terlewat, masukkan lagi ke antrean</source>
        <translation>I missed my call, put me back in the queue</translation>
    </message>
    <message>
        <source>Cetak ulang</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Batalkan tiket</source>
        <translation>Cancel the ticket</translation>
    </message>
</context>
<context>
    <name>NoPaperScreen</name>
    <message>
        <source>Kertas habis. Nomor Anda tetap berlaku.</source>
        <translation>Out of paper. Your number is valid.</translation>
    </message>
    <message>
        <source>Ini nomor Anda. Silakan foto layar ini.</source>
        <translation>This is your number. Please take a photo.</translation>
    </message>
    <message>
        <source>Tiket tidak tercetak. Nomor Anda tetap berlaku.</source>
        <translation>Nothing was printed. Your number is valid.</translation>
    </message>
    <message>
        <source>Foto layar ini, atau cetak di %1, Lantai %2.</source>
        <translation>Take a photo of this screen, or have it printed at the %1, Floor %2.</translation>
    </message>
    <message>
        <source>Sudah saya catat</source>
        <translation>I have noted it</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Syarat tidak bisa dicetak. Buka daftar syarat, lalu foto.</source>
        <translation>It cannot be printed. Open the list of what to bring, then take a photo.</translation>
    </message>
    <message>
        <source>Belum terkirim. Silakan coba sekali lagi.</source>
        <translation>Not sent yet. Please try once more.</translation>
    </message>
    <message>
        <source>Tidak bisa dilakukan. Silakan tanya %1.</source>
        <translation>This cannot be done. Please ask at the %1.</translation>
    </message>
    <message>
        <source>Tiket tidak ditemukan. Periksa nomor dan kode cek.</source>
        <translation>No such ticket. Check the number and the check code.</translation>
    </message>
    <message>
        <source>Jangan ketik NIK di sini. Ketik nama layanan saja.</source>
        <translation>Do not type your identity number here. Only the name of a service.</translation>
    </message>
    <message>
        <source>Syarat sedang dicetak…</source>
        <translation>What to bring is being printed…</translation>
    </message>
    <message>
        <source>Syarat sudah dicetak. Ambil di bawah.</source>
        <translation>Printed. Take it below.</translation>
    </message>
    <message>
        <source>Syarat tidak bisa dicetak. Silakan foto layar ini.</source>
        <translation>It cannot be printed. Please take a photo of this screen.</translation>
    </message>
    <message>
        <source>Tiket sedang dicetak ulang…</source>
        <translation>Your ticket is being printed again…</translation>
    </message>
    <message>
        <source>Tiket sudah dicetak ulang. Ambil di bawah.</source>
        <translation>Printed again. Take your ticket below.</translation>
    </message>
    <message>
        <source>Tidak bisa dicetak. Nomor Anda tetap berlaku; foto layar ini.</source>
        <translation>It cannot be printed. Your number is valid; take a photo.</translation>
    </message>
    <message>
        <source>Anda kembali dalam antrean.</source>
        <translation>You are back in the queue.</translation>
    </message>
</context>
<context>
    <name>PeopleRow</name>
    <message>
        <source>Untuk berapa orang?</source>
        <translation>For how many people?</translation>
    </message>
</context>
<context>
    <name>PreparePanel</name>
    <message>
        <source>Sentuh untuk membaca semua</source>
        <translation>Touch to read everything</translation>
    </message>
    <message>
        <source>dan %1 lagi: sentuh untuk membaca semua</source>
        <translation>and %1 more: touch to read everything</translation>
    </message>
    <message>
        <source>Siapkan %1 hal: sentuh untuk membaca semua</source>
        <translation>Bring %1 things: touch to read everything</translation>
    </message>
    <message>
        <source>Siapkan:</source>
        <translation>Have ready:</translation>
    </message>
    <message>
        <source>Tidak ada syarat khusus.</source>
        <translation>Nothing special is needed.</translation>
    </message>
    <message>
        <source>Biasanya %1 menit</source>
        <translation>Usually %1 min</translation>
    </message>
    <message>
        <source>Biaya: %1 · biasanya %2 menit</source>
        <translation>Fee: %1 · usually %2 min</translation>
    </message>
    <message>
        <source>Berkas Anda lengkap?</source>
        <translation>Are your papers complete?</translation>
    </message>
    <message>
        <source>Lihat juga alur, hasil, pengaduan ▸</source>
        <translation>See also steps, result, complaints ▸</translation>
    </message>
</context>
<context>
    <name>PriorityPanel</name>
    <message>
        <source>Berhak prioritas?</source>
        <translation>Entitled to priority?</translation>
    </message>
    <message>
        <source>Petugas akan memeriksa. Bila tidak sesuai, Anda dipanggil menurut waktu datang.</source>
        <translation>Staff will check. If it does not apply, you are called by your time of arrival.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Masih di sini?</source>
        <translation>Are you still here?</translation>
    </message>
    <message>
        <source>Layar kembali ke awal dalam %1 detik.</source>
        <translation>Back to the start in %1 seconds.</translation>
    </message>
    <message>
        <source>Ya, lanjutkan</source>
        <translation>Yes, go on</translation>
    </message>
    <message>
        <source>Kembali ke awal</source>
        <translation>Back to the start</translation>
    </message>
    <message>
        <source>Untuk orang lain?</source>
        <translation>For someone else?</translation>
    </message>
    <message>
        <source>Baru saja ada yang mengambil nomor %1 untuk layanan ini.</source>
        <translation>Number %1 was taken for this service a moment ago.</translation>
    </message>
    <message>
        <source>Ya, ini untuk orang lain</source>
        <translation>Yes, this is for someone else</translation>
    </message>
    <message>
        <source>Tidak jadi</source>
        <translation>No, thank you</translation>
    </message>
    <message>
        <source>Batalkan tiket %1?</source>
        <translation>Cancel ticket %1?</translation>
    </message>
    <message>
        <source>Nomor ini tidak dapat dipakai lagi.</source>
        <translation>This number can then no longer be used.</translation>
    </message>
    <message>
        <source>Ya, batalkan</source>
        <translation>Yes, cancel it</translation>
    </message>
    <message>
        <source>Tidak, biarkan</source>
        <translation>No, keep it</translation>
    </message>
    <message>
        <source>Bantuan</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>1. Pilih layanan.
2. Tekan AMBIL NOMOR.
3. Tunggu di zona yang tertulis di tiket.

Petugas di %1, Lantai %2, siap membantu.</source>
        <translation>1. Choose a service.
2. Press TAKE A NUMBER.
3. Wait in the zone on your ticket.

Staff at the %1, Floor %2, are glad to help.</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>SearchScreen</name>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Ketik apa yang Anda perlukan, misalnya “ktp hilang”.</source>
        <translation>Type what you need, for example “lost id card”.</translation>
    </message>
    <message>
        <source>misalnya: ktp hilang</source>
        <translation>for example: lost id card</translation>
    </message>
    <message>
        <source>Tidak ada di sini</source>
        <translation>Not available here</translation>
    </message>
    <message>
        <source>Coba kata lain, atau tanya %1, Lantai %2.</source>
        <translation>Try another word, or ask at the %1, Floor %2.</translation>
    </message>
    <message>
        <source>Mungkin maksud Anda:</source>
        <translation>Perhaps you mean:</translation>
    </message>
    <message>
        <source>Cari menurut instansi</source>
        <translation>Look by agency</translation>
    </message>
    <message>
        <source>Ketik sedikitnya dua huruf. Salah ketik tidak apa-apa.</source>
        <translation>Type at least two letters. Spelling mistakes do not matter.</translation>
    </message>
    <message>
        <source>Layanan yang cocok muncul di sini.</source>
        <translation>Matching services appear here.</translation>
    </message>
    <message>
        <source>%1 · %2 menunggu</source>
        <translation>%1 · %2 waiting</translation>
    </message>
    <message>
        <source>Semua layanan</source>
        <translation>All services</translation>
    </message>
</context>
<context>
    <name>ServiceTile</name>
    <message>
        <source>%1 · sampai ada pemberitahuan</source>
        <translation>%1 · until further notice</translation>
    </message>
    <message>
        <source>Tidak ada antrean</source>
        <translation>Nobody waiting</translation>
    </message>
    <message>
        <source>%1 menunggu</source>
        <translation>%1 waiting</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>✓ Sudah diambil: %1</source>
        <translation>✓ Already taken: %1</translation>
    </message>
</context>
<context>
    <name>ShutBanner</name>
    <message>
        <source>%1 · sampai ada pemberitahuan</source>
        <translation>%1 · until further notice</translation>
    </message>
    <message>
        <source>%1 · nomor lagi %2</source>
        <translation>%1 · numbers again %2</translation>
    </message>
</context>
<context>
    <name>StandardSheet</name>
    <message>
        <source>Ambil nomor di kiosk ini.</source>
        <translation>Take a number at this kiosk.</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1 · %2.</source>
        <translation>Wait on floor %1 · %2.</translation>
    </message>
    <message>
        <source>Saat dipanggil, serahkan berkas di loket.</source>
        <translation>When called, hand in your papers at the counter.</translation>
    </message>
    <message>
        <source>Petugas memeriksa, lalu memberi hasil atau tanda terima.</source>
        <translation>The officer checks them, and gives you the result or a receipt.</translation>
    </message>
    <message>
        <source>Tidak ada syarat khusus.</source>
        <translation>Nothing special is needed.</translation>
    </message>
    <message>
        <source>%1, Lantai %2</source>
        <translation>%1, floor %2</translation>
    </message>
    <message>
        <source>Syarat</source>
        <translation>What you need</translation>
    </message>
    <message>
        <source>Alur</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Di loket biasanya %1 menit</source>
        <translation>Usually %1 minutes at the counter</translation>
    </message>
    <message>
        <source>Selesai: %1</source>
        <translation>Ready: %1</translation>
    </message>
    <message>
        <source>Biaya</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Tanyakan kepada petugas loket.</source>
        <translation>Please ask the officer at the counter.</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>What you get</translation>
    </message>
    <message>
        <source>Pengaduan</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Apa keperluan Anda berikutnya?</source>
        <translation>What is your next errand?</translation>
    </message>
    <message>
        <source>Layanan apa yang Anda perlukan?</source>
        <translation>What do you need today?</translation>
    </message>
    <message>
        <source>Nomor berikutnya ikut kunjungan yang sama.</source>
        <translation>The next number belongs to the same visit.</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Semua instansi</source>
        <translation>All offices</translation>
    </message>
    <message>
        <source>Sudah punya tiket</source>
        <translation>I have a ticket</translation>
    </message>
    <message>
        <source>Peristiwa hidup</source>
        <translation>Life events</translation>
    </message>
    <message>
        <source>Semua layanan</source>
        <translation>All services</translation>
    </message>
</context>
<context>
    <name>TicketFace</name>
    <message>
        <source>Nomor darurat – tetap berlaku</source>
        <translation>Emergency number – it is valid</translation>
    </message>
    <message>
        <source>Kode cek: %1</source>
        <translation>Check code: %1</translation>
    </message>
    <message>
        <source>Tidak ada antrean di depan Anda</source>
        <translation>Nobody is ahead of you</translation>
    </message>
    <message>
        <source>%1 orang di depan Anda</source>
        <translation>%1 ahead of you</translation>
    </message>
    <message>
        <source>Segera dipanggil: silakan langsung ke sana</source>
        <translation>Called soon: please go there straight away</translation>
    </message>
    <message>
        <source>Kira-kira dipanggil %1</source>
        <translation>Called at about %1</translation>
    </message>
    <message>
        <source>Loket mungkin memanggil sedikit lebih lambat.</source>
        <translation>The counters may call a little later.</translation>
    </message>
    <message>
        <source>Nomor bisa dipanggil tidak berurutan. Lihat layar dan dengarkan.</source>
        <translation>Numbers may be called out of order. Watch the screen and listen.</translation>
    </message>
</context>
<context>
    <name>WaitPanel</name>
    <message>
        <source>Tidak ada yang menunggu</source>
        <translation>Nobody is waiting</translation>
    </message>
    <message>
        <source>%1 orang menunggu</source>
        <translation>%1 waiting</translation>
    </message>
    <message>
        <source>%1 · segera dipanggil</source>
        <translation>%1 · called soon</translation>
    </message>
    <message>
        <source>%1 · kira-kira dipanggil %2</source>
        <translation>%1 · called at about %2</translation>
    </message>
    <message>
        <source>Sisa nomor hari ini: %1</source>
        <translation>Numbers left today: %1</translation>
    </message>
    <message>
        <source>Denah</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>WaitingPlace</name>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on Floor %1 · %2</translation>
    </message>
</context>
<context>
    <name>PlainAccess</name>
    <message>
        <source>Aksesibilitas</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Pilih yang Anda perlukan, boleh lebih dari satu. Semua kembali seperti semula setelah Anda selesai.</source>
        <translation>Choose what you need, more than one if you like. Everything is as before once you have finished.</translation>
    </message>
    <message>
        <source>Tidak bisa memakai layar ini? Petugas di %1, Lantai %2, mengambilkan nomor untuk Anda.</source>
        <translation>Cannot use this screen? Staff at the %1, floor %2, will take a number for you.</translation>
    </message>
    <message>
        <source>Suara</source>
        <translation>Speech</translation>
    </message>
    <message>
        <source>Semua dibacakan; cukup dengan tombol</source>
        <translation>Everything is read out; the keys are enough</translation>
    </message>
    <message>
        <source>Huruf besar</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>Semua tulisan lebih besar</source>
        <translation>All words are larger</translation>
    </message>
    <message>
        <source>Kontras tinggi</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Putih dan kuning di atas hitam</source>
        <translation>White and yellow on black</translation>
    </message>
    <message>
        <source>Tombol rendah</source>
        <translation>Low keys</translation>
    </message>
    <message>
        <source>Semua tombol terjangkau dari kursi roda</source>
        <translation>Every key within reach from a wheelchair</translation>
    </message>
    <message>
        <source>Mudah</source>
        <translation>Easy</translation>
    </message>
    <message>
        <source>Gambar besar, sedikit kata</source>
        <translation>Large pictures, few words</translation>
    </message>
    <message>
        <source>Lanjut</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>PlainAsked</name>
    <message>
        <source>Masih di sini?</source>
        <translation>Are you still here?</translation>
    </message>
    <message>
        <source>Untuk orang lain?</source>
        <translation>For someone else?</translation>
    </message>
    <message>
        <source>Batalkan tiket %1?</source>
        <translation>Cancel ticket %1?</translation>
    </message>
    <message>
        <source>Bantuan</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Layar kembali ke awal dalam %1 detik.</source>
        <translation>Back to the start in %1 seconds.</translation>
    </message>
    <message>
        <source>Baru saja ada yang mengambil nomor %1 untuk layanan ini.</source>
        <translation>Number %1 was taken for this service a moment ago.</translation>
    </message>
    <message>
        <source>Nomor ini tidak dapat dipakai lagi.</source>
        <translation>This number can then no longer be used.</translation>
    </message>
    <message>
        <source>1. Pilih layanan.</source>
        <translation>1. Choose a service.</translation>
    </message>
    <message>
        <source>2. Tekan AMBIL NOMOR.</source>
        <translation>2. Press TAKE A NUMBER.</translation>
    </message>
    <message>
        <source>3. Tunggu di zona yang tertulis di tiket.</source>
        <translation>3. Wait in the zone on your ticket.</translation>
    </message>
    <message>
        <source>Petugas di %1, Lantai %2, siap membantu.</source>
        <translation>Staff at the %1, floor %2, are glad to help.</translation>
    </message>
    <message>
        <source>Ya, lanjutkan</source>
        <translation>Yes, go on</translation>
    </message>
    <message>
        <source>Kembali ke awal</source>
        <translation>Back to the start</translation>
    </message>
    <message>
        <source>Ya, ini untuk orang lain</source>
        <translation>Yes, this is for someone else</translation>
    </message>
    <message>
        <source>Tidak jadi</source>
        <translation>No, thank you</translation>
    </message>
    <message>
        <source>Tidak, biarkan</source>
        <translation>No, keep it</translation>
    </message>
    <message>
        <source>Ya, batalkan</source>
        <translation>Yes, cancel it</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Bila keypad punya tombol lain: tombol bintang mengulang, Escape kembali, tambah dan kurang mengatur volume.</source>
        <translation>If your keypad has more keys: star repeats, Escape goes back, plus and minus set the volume.</translation>
    </message>
    <message>
        <source>Panah bawah: ke pilihan berikutnya. Panah atas: ke pilihan sebelumnya. Enter: memilih.</source>
        <translation>Down arrow: to the next choice. Up arrow: to the one before. Enter: choose.</translation>
    </message>
    <message>
        <source>Tekan tombol mana saja untuk melanjutkan. Kalau tidak, kunjungan ini berakhir dalam %1 detik.</source>
        <translation>Press any key to go on. Otherwise this visit ends in %1 seconds.</translation>
    </message>
    <message>
        <source>Tinggal 10 detik. Tekan tombol mana saja untuk melanjutkan.</source>
        <translation>10 seconds left. Press any key to go on.</translation>
    </message>
    <message>
        <source>Untuk mendengar seluruh layar lagi, naiklah ke pilihan paling atas, lalu Enter. Sekali lagi Enter: lebih lambat. Ketiga kali: dieja.</source>
        <translation>To hear the whole screen again, go up to the very top and press Enter. Enter again: slower. A third time: spelled.</translation>
    </message>
</context>
<context>
    <name>PlainAway</name>
    <message>
        <source>Mesin ini sedang tersambung ke sistem antrean…</source>
        <translation>This kiosk is reconnecting to the queue…</translation>
    </message>
    <message>
        <source>Mesin ini belum bisa dipakai</source>
        <translation>This machine cannot be used yet</translation>
    </message>
    <message>
        <source>Mohon tunggu sebentar.</source>
        <translation>Please wait a moment.</translation>
    </message>
    <message>
        <source>Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.</source>
        <translation>Please wait a moment, or get a number at the %1, Floor %2. A number you already have stays valid.</translation>
    </message>
    <message>
        <source>Silakan ambil nomor di %1, Lantai %2, atau di mesin lain.</source>
        <translation>Please get a number at the %1, Floor %2, or at another machine.</translation>
    </message>
</context>
<context>
    <name>PlainBar</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Aksesibilitas</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Bantuan</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Awal</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>PlainBoard</name>
    <message>
        <source>Dengarkan: %1</source>
        <translation>Listen: %1</translation>
    </message>
    <message>
        <source>Sebelumnya</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Berikutnya %1/%2</source>
        <translation>Next %1/%2</translation>
    </message>
    <message>
        <source>Halaman 1 · %1/%2</source>
        <translation>First page · %1/%2</translation>
    </message>
    <message>
        <source>%1 dari %2</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>PlainChoice</name>
    <message>
        <source>Tidak ada antrean</source>
        <translation>Nobody waiting</translation>
    </message>
    <message>
        <source>%1 menunggu</source>
        <translation>%1 waiting</translation>
    </message>
</context>
<context>
    <name>PlainClosed</name>
    <message>
        <source>Layanan ini sudah buka lagi. Silakan pilih lagi.</source>
        <translation>This service is open again. Please choose again.</translation>
    </message>
    <message>
        <source>Nomor bisa diambil lagi setelah sistem antrean tersambung.</source>
        <translation>Numbers will be given again when the queue system is back.</translation>
    </message>
    <message>
        <source>Kapan dibuka lagi belum diketahui.</source>
        <translation>It is not known yet when it opens again.</translation>
    </message>
    <message>
        <source>Nomor bisa diambil lagi %1.</source>
        <translation>Numbers are given out again %1.</translation>
    </message>
    <message>
        <source>Syarat sedang dicetak…</source>
        <translation>What to bring is being printed…</translation>
    </message>
    <message>
        <source>Syarat sudah dicetak. Ambil di bawah.</source>
        <translation>Printed. Take it below.</translation>
    </message>
    <message>
        <source>Syarat tidak bisa dicetak.</source>
        <translation>The list cannot be printed.</translation>
    </message>
    <message>
        <source>Atau tanya petugas di %1, Lantai %2.</source>
        <translation>Or ask the staff at the %1, Floor %2.</translation>
    </message>
    <message>
        <source>Pilih layanan lain</source>
        <translation>Choose another service</translation>
    </message>
    <message>
        <source>Syarat dan biaya</source>
        <translation>What to bring and fees</translation>
    </message>
    <message>
        <source>Cetak syarat saja</source>
        <translation>Only print what to bring</translation>
    </message>
</context>
<context>
    <name>PlainConfirm</name>
    <message>
        <source>Sehari-hari: %1.</source>
        <translation>In everyday words: %1.</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu.</source>
        <translation>Nobody is waiting.</translation>
    </message>
    <message>
        <source>%1 orang menunggu.</source>
        <translation>%1 waiting.</translation>
    </message>
    <message>
        <source>Segera dipanggil.</source>
        <translation>Called soon.</translation>
    </message>
    <message>
        <source>Kira-kira dipanggil %1.</source>
        <translation>Called at about %1.</translation>
    </message>
    <message>
        <source>Mungkin baru dipanggil setelah jam tutup (%1). Nomor tetap diurus petugas.</source>
        <translation>You may be called after closing time (%1). Staff will still see to your number.</translation>
    </message>
    <message>
        <source>Antrean sedang panjang. Anda tetap boleh mengambil nomor.</source>
        <translation>The line is long now. You may still take a number.</translation>
    </message>
    <message>
        <source>Sedang istirahat; mulai lagi %1. Nomor tetap bisa diambil.</source>
        <translation>On a break until %1. You can still take a number.</translation>
    </message>
    <message>
        <source>Sistem antrean sedang terputus. Nomor tetap berlaku.</source>
        <translation>The queue system is offline. Your number is valid.</translation>
    </message>
    <message>
        <source>Belum terkirim. Silakan coba sekali lagi.</source>
        <translation>Not sent yet. Please try once more.</translation>
    </message>
    <message>
        <source>Tidak bisa dilakukan. Silakan tanya %1.</source>
        <translation>This cannot be done. Please ask at the %1.</translation>
    </message>
    <message>
        <source>Syarat sedang dicetak…</source>
        <translation>What to bring is being printed…</translation>
    </message>
    <message>
        <source>Syarat sudah dicetak. Ambil di bawah.</source>
        <translation>Printed. Take it below.</translation>
    </message>
    <message>
        <source>Syarat tidak bisa dicetak. Bacalah di “Syarat dan biaya”.</source>
        <translation>The list cannot be printed. Read it under “What to bring and fees”.</translation>
    </message>
    <message>
        <source>Mengambil nomor…</source>
        <translation>Getting your number…</translation>
    </message>
    <message>
        <source>AMBIL NOMOR</source>
        <translation>TAKE A NUMBER</translation>
    </message>
    <message>
        <source>Berhak prioritas?</source>
        <translation>Entitled to priority?</translation>
    </message>
    <message>
        <source>Lansia, hamil, disabilitas, membawa anak kecil</source>
        <translation>Elderly, pregnant, disabled, with a small child</translation>
    </message>
    <message>
        <source>Perlu dibantu saat dipanggil?</source>
        <translation>Need help when you are called?</translation>
    </message>
    <message>
        <source>Untuk %1 orang</source>
        <translation>People: %1</translation>
    </message>
    <message>
        <source>Ubah jumlah</source>
        <translation>Change how many</translation>
    </message>
    <message>
        <source>Syarat dan biaya</source>
        <translation>What to bring and fees</translation>
    </message>
    <message>
        <source>Yang perlu Anda siapkan</source>
        <translation>What you need to have ready</translation>
    </message>
    <message>
        <source>Cetak syarat saja</source>
        <translation>Only print what to bring</translation>
    </message>
    <message>
        <source>Lanjut</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Petugas akan memeriksa. Bila tidak sesuai, Anda dipanggil menurut waktu datang.</source>
        <translation>Staff will check. If it does not apply, you are called by your time of arrival.</translation>
    </message>
    <message>
        <source>Petugas loket dan meja informasi diberi tahu.</source>
        <translation>Staff at the counter and at the information desk are told.</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on floor %1 · %2</translation>
    </message>
    <message>
        <source>Sisa nomor hari ini: %1</source>
        <translation>Numbers left today: %1</translation>
    </message>
    <message>
        <source>Tempat menunggu: Lantai %1, %2.</source>
        <translation>Waiting area: floor %1, %2.</translation>
    </message>
    <message>
        <source>Denah</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>PlainFind</name>
    <message>
        <source>Kode cek (4 karakter)</source>
        <translation>Check code (4 characters)</translation>
    </message>
    <message>
        <source>Nomor tiket</source>
        <translation>Ticket number</translation>
    </message>
    <message>
        <source>Tiket tidak ditemukan. Periksa nomor dan kode cek.</source>
        <translation>No such ticket. Check the number and the check code.</translation>
    </message>
    <message>
        <source>Belum terkirim. Silakan coba sekali lagi.</source>
        <translation>Not sent yet. Please try once more.</translation>
    </message>
    <message>
        <source>Nomor tiket: %1</source>
        <translation>Ticket number: %1</translation>
    </message>
    <message>
        <source>Atau pindai kode di tiket.</source>
        <translation>Or scan the code on your ticket.</translation>
    </message>
    <message>
        <source>Cari tiket</source>
        <translation>Find my ticket</translation>
    </message>
    <message>
        <source>Ubah nomor</source>
        <translation>Change the number</translation>
    </message>
    <message>
        <source>Lanjut ke kode cek</source>
        <translation>Next: check code</translation>
    </message>
    <message>
        <source>Huruf dan angka di tiket, misalnya A, 0, 1, 2.</source>
        <translation>The letter and digits on the ticket, for instance A, 0, 1, 2.</translation>
    </message>
    <message>
        <source>Kode cek dibacakan bersama nomor Anda; ia tercetak di bawah nomor.</source>
        <translation>The check code was read out with your number; it is printed below it.</translation>
    </message>
    <message>
        <source>Ketik dengan tombol angka; huruf dengan menekan lagi. Atau: panah atas dan bawah ke papan huruf, kiri dan kanan memilih huruf, Enter mengetiknya.</source>
        <translation>Type with the digit keys; press again for a letter. Or: up and down arrows to the keyboard, left and right to find a letter, Enter to type it.</translation>
    </message>
</context>
<context>
    <name>PlainList</name>
    <message>
        <source>%1 layanan</source>
        <translation>%1 services</translation>
    </message>
    <message>
        <source>Sudah ada nomor: %1</source>
        <translation>Number taken: %1</translation>
    </message>
    <message>
        <source>Apa yang terjadi?</source>
        <translation>What has happened?</translation>
    </message>
    <message>
        <source>Instansi mana?</source>
        <translation>Which office?</translation>
    </message>
</context>
<context>
    <name>PlainMine</name>
    <message>
        <source>Anda dalam antrean</source>
        <translation>You are in the queue</translation>
    </message>
    <message>
        <source>Anda dipanggil: %1 %2</source>
        <translation>You are called: %1 %2</translation>
    </message>
    <message>
        <source>Anda sedang dilayani</source>
        <translation>You are being served</translation>
    </message>
    <message>
        <source>Tiket Anda ditunda petugas</source>
        <translation>Staff have put your ticket on hold</translation>
    </message>
    <message>
        <source>Nomor Anda terlewat</source>
        <translation>You missed your call</translation>
    </message>
    <message>
        <source>Tempat Anda masih disimpan</source>
        <translation>Your place is kept for you</translation>
    </message>
    <message>
        <source>Keperluan ini sudah selesai</source>
        <translation>This errand is finished</translation>
    </message>
    <message>
        <source>Tiket ini sudah dibatalkan</source>
        <translation>This ticket is cancelled</translation>
    </message>
    <message>
        <source>Tiket ini tidak berlaku lagi</source>
        <translation>This ticket is no longer valid</translation>
    </message>
    <message>
        <source>Belum terkirim. Silakan coba sekali lagi.</source>
        <translation>Not sent yet. Please try once more.</translation>
    </message>
    <message>
        <source>Tidak bisa dilakukan. Silakan tanya %1.</source>
        <translation>This cannot be done. Please ask at the %1.</translation>
    </message>
    <message>
        <source>Tiket sedang dicetak ulang…</source>
        <translation>Your ticket is being printed again…</translation>
    </message>
    <message>
        <source>Tiket sudah dicetak ulang. Ambil di bawah.</source>
        <translation>Printed again. Take your ticket below.</translation>
    </message>
    <message>
        <source>Tidak bisa dicetak. Nomor Anda tetap berlaku.</source>
        <translation>It cannot be printed. Your number is valid.</translation>
    </message>
    <message>
        <source>Anda kembali dalam antrean.</source>
        <translation>You are back in the queue.</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on floor %1 · %2</translation>
    </message>
    <message>
        <source>Tidak ada antrean di depan Anda</source>
        <translation>Nobody is ahead of you</translation>
    </message>
    <message>
        <source>%1 orang di depan Anda</source>
        <translation>%1 ahead of you</translation>
    </message>
    <message>
        <source>Kira-kira dipanggil %1</source>
        <translation>Called at about %1</translation>
    </message>
    <message>
        <source>Saya sudah datang</source>
        <translation>I have come</translation>
    </message>
    <message>
        <source>Saya terlewat</source>
        <translation>I was missed</translation>
    </message>
    <message>
        <source>Masukkan ke antrean</source>
        <translation>Put me back in line</translation>
    </message>
    <message>
        <source>Cetak ulang</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Batalkan tiket</source>
        <translation>Cancel the ticket</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>PlainNumber</name>
    <message>
        <source>Ini nomor Anda</source>
        <translation>This is your number</translation>
    </message>
    <message>
        <source>Tanpa kertas; nomor tetap berlaku. Foto layar ini, atau cetak di %1, Lantai %2.</source>
        <translation>No paper; your number is valid. Photograph this screen, or have it printed at the %1, floor %2.</translation>
    </message>
    <message>
        <source>Ambil tiket di bawah.</source>
        <translation>Take your ticket below.</translation>
    </message>
    <message>
        <source>Tiket sedang dicetak…</source>
        <translation>Your ticket is being printed…</translation>
    </message>
    <message>
        <source>Kode cek: %1</source>
        <translation>Check code: %1</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on floor %1 · %2</translation>
    </message>
    <message>
        <source>Nomor darurat – tetap berlaku</source>
        <translation>Emergency number – it is valid</translation>
    </message>
    <message>
        <source>Tidak ada antrean di depan Anda</source>
        <translation>Nobody is ahead of you</translation>
    </message>
    <message>
        <source>%1 orang di depan Anda</source>
        <translation>%1 ahead of you</translation>
    </message>
    <message>
        <source>Segera dipanggil: silakan langsung ke sana</source>
        <translation>Called soon: please go there straight away</translation>
    </message>
    <message>
        <source>Kira-kira dipanggil %1</source>
        <translation>Called at about %1</translation>
    </message>
    <message>
        <source>Sudah saya catat</source>
        <translation>I have noted it</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Tambah keperluan lain</source>
        <translation>Add another errand</translation>
    </message>
    <message>
        <source>Di lantai ini.</source>
        <translation>On this floor.</translation>
    </message>
    <message>
        <source>Naik %1 lantai.</source>
        <translation>Floors up: %1.</translation>
    </message>
    <message>
        <source>Turun %1 lantai.</source>
        <translation>Floors down: %1.</translation>
    </message>
    <message>
        <source>Petugas di %1, Lantai %2, dapat mengantar Anda.</source>
        <translation>Staff at the %1, floor %2, can take you there.</translation>
    </message>
    <message>
        <source>Petugas tahu bahwa Anda perlu dibantu: %1.</source>
        <translation>Staff know that you need help: %1.</translation>
    </message>
    <message>
        <source>Sekali lagi: %1</source>
        <translation>Once more: %1</translation>
    </message>
    <message>
        <source>Tiket sudah keluar. Ambil di bawah layar.</source>
        <translation>Your ticket is out. Take it below the screen.</translation>
    </message>
    <message>
        <source>Tiket tidak tercetak. Nomor Anda tetap berlaku; petugas di %1, Lantai %2, dapat mencetaknya.</source>
        <translation>The ticket was not printed. Your number is valid; staff at the %1, floor %2, can print it.</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1, %2, %3</source>
        <translation>Wait on floor %1, %2, %3</translation>
    </message>
    <message>
        <source>Denah</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>PlainPlace</name>
    <message>
        <source>Tunggu di Lantai %1 · %2</source>
        <translation>Wait on floor %1 · %2</translation>
    </message>
    <message>
        <source>Naik %1 lantai.</source>
        <translation>Up %1 floor(s).</translation>
    </message>
    <message>
        <source>Turun %1 lantai.</source>
        <translation>Down %1 floor(s).</translation>
    </message>
    <message>
        <source>Di lantai ini.</source>
        <translation>On this floor.</translation>
    </message>
    <message>
        <source>Petugas di %1, Lantai %2, siap membantu.</source>
        <translation>Staff at the %1, floor %2, are glad to help.</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PlainSearch</name>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>misalnya: ktp hilang</source>
        <translation>for example: lost id card</translation>
    </message>
    <message>
        <source>Jangan ketik NIK di sini. Ketik nama layanan saja.</source>
        <translation>Do not type your identity number here. Only the name of a service.</translation>
    </message>
    <message>
        <source>Tidak ada di sini.</source>
        <translation>Not available here.</translation>
    </message>
    <message>
        <source>Coba kata lain, atau tanya %1, Lantai %2.</source>
        <translation>Try another word, or ask at the %1, Floor %2.</translation>
    </message>
    <message>
        <source>Mungkin maksud Anda:</source>
        <translation>Perhaps you mean:</translation>
    </message>
    <message>
        <source>Mungkin ini</source>
        <translation>Perhaps this</translation>
    </message>
    <message>
        <source>Lihat %1 yang mirip</source>
        <translation>See %1 similar ones</translation>
    </message>
    <message>
        <source>%1 layanan cocok. Yang pertama: %2.</source>
        <translation>Services found: %1. The first: %2.</translation>
    </message>
    <message>
        <source>Hasilnya tepat di bawah awal layar.</source>
        <translation>The results come right after the top of the screen.</translation>
    </message>
    <message>
        <source>Ketik dengan tombol angka, seperti di telepon. Atau: panah atas dan bawah ke papan huruf, kiri dan kanan memilih huruf, Enter mengetiknya.</source>
        <translation>Type with the digit keys, as on a telephone. Or: up and down arrows to the keyboard, left and right to find a letter, Enter to type it.</translation>
    </message>
    <message>
        <source>Lihat %1 hasil</source>
        <translation>See %1 results</translation>
    </message>
    <message>
        <source>Ubah kata</source>
        <translation>Change the words</translation>
    </message>
</context>
<context>
    <name>PlainStandard</name>
    <message>
        <source>Ambil nomor di kiosk ini.</source>
        <translation>Take a number at this kiosk.</translation>
    </message>
    <message>
        <source>Tunggu di Lantai %1 · %2.</source>
        <translation>Wait on floor %1 · %2.</translation>
    </message>
    <message>
        <source>Saat dipanggil, serahkan berkas di loket.</source>
        <translation>When called, hand in your papers at the counter.</translation>
    </message>
    <message>
        <source>Petugas memeriksa, lalu memberi hasil atau tanda terima.</source>
        <translation>The officer checks them, and gives you the result or a receipt.</translation>
    </message>
    <message>
        <source>Di loket biasanya %1 menit</source>
        <translation>Usually %1 minutes at the counter</translation>
    </message>
    <message>
        <source>Selesai: %1</source>
        <translation>Ready: %1</translation>
    </message>
    <message>
        <source>Syarat</source>
        <translation>What you need</translation>
    </message>
    <message>
        <source>Tidak ada syarat khusus.</source>
        <translation>Nothing special is needed.</translation>
    </message>
    <message>
        <source>Alur</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Biaya</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Tanyakan kepada petugas loket.</source>
        <translation>Please ask the officer at the counter.</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>What you get</translation>
    </message>
    <message>
        <source>Pengaduan</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>%1, Lantai %2</source>
        <translation>%1, floor %2</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PlainStart</name>
    <message>
        <source>Apa keperluan Anda berikutnya?</source>
        <translation>What is your next errand?</translation>
    </message>
    <message>
        <source>Layanan apa yang Anda perlukan?</source>
        <translation>What do you need today?</translation>
    </message>
    <message>
        <source>%1. Nomor bisa diambil lagi %2.</source>
        <translation>%1. Numbers are given again %2.</translation>
    </message>
    <message>
        <source>Sistem antrean terputus; nomor tetap bisa diambil.</source>
        <translation>The queue system is offline; you can still take a number.</translation>
    </message>
    <message>
        <source>Nomor berikutnya ikut kunjungan yang sama.</source>
        <translation>The next number belongs to the same visit.</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Semua instansi</source>
        <translation>All offices</translation>
    </message>
    <message>
        <source>Menurut peristiwa hidup</source>
        <translation>By life event</translation>
    </message>
    <message>
        <source>Sudah punya tiket</source>
        <translation>I have a ticket</translation>
    </message>
    <message>
        <source>Semua layanan</source>
        <translation>All services</translation>
    </message>
</context>
<context>
    <name>PlainTold</name>
    <message>
        <source>Dengarkan</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>RestScreen</name>
    <message>
        <source>Ambil nomor antrean di sini</source>
        <translation>Take a queue number here</translation>
    </message>
    <message>
        <source>Buka hari ini %1</source>
        <translation>Open today %1</translation>
    </message>
    <message>
        <source>Buka lagi %1, pukul %2</source>
        <translation>Opens again %1, %2</translation>
    </message>
    <message>
        <source>Nomor antrean mulai pukul %1</source>
        <translation>Queue numbers from %1</translation>
    </message>
    <message>
        <source>Sentuh layar untuk melihat layanan dan syaratnya.</source>
        <translation>Touch the screen to see the services and what they need.</translation>
    </message>
    <message>
        <source>%1 · Lantai %2</source>
        <translation>%1 · Floor %2</translation>
    </message>
    <message>
        <source>Tidak ada nomor sekarang</source>
        <translation>No numbers now</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu</source>
        <translation>Nobody is waiting</translation>
    </message>
    <message>
        <source>orang menunggu</source>
        <translation>people waiting</translation>
    </message>
    <message>
        <source>Sentuh layar</source>
        <translation>Touch the screen</translation>
    </message>
    <message>
        <source>%1 loket buka</source>
        <translation>%1 counters open</translation>
    </message>
    <message>
        <source>Loket belum buka</source>
        <translation>No counter open yet</translation>
    </message>
</context>
<context>
    <name>PlainScene</name>
    <message>
        <source>Lebih keras</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Lebih pelan</source>
        <translation>Softer</translation>
    </message>
</context>
<context>
    <name>PlainScreen</name>
    <message>
        <source>%1 baris. Panah bawah membacakannya satu demi satu.</source>
        <translation>%1 lines. The down arrow reads them one by one.</translation>
    </message>
    <message>
        <source>Ada %1 pilihan.</source>
        <translation>%1 to choose from.</translation>
    </message>
    <message>
        <source>Belum ada huruf.</source>
        <translation>Nothing typed yet.</translation>
    </message>
    <message>
        <source>Tertulis: %1</source>
        <translation>Typed: %1</translation>
    </message>
</context>
<context>
    <name>SpokenWords</name>
    <message>
        <source>Selamat datang di %1. Layar ini dibacakan untuk Anda. Panah bawah: maju. Panah atas: mundur. Enter: memilih. Enter di awal layar: mengulang bacaan.</source>
        <translation>Welcome to %1. This screen is read to you. Down arrow: forward. Up arrow: back. Enter: choose. Enter at the top of a screen: hear it again.</translation>
    </message>
    <message>
        <source>Selesai, terima kasih. Suara berhenti di sini. Untuk memulai lagi, tekan tombol mana saja.</source>
        <translation>Done, thank you. The voice ends here. To begin again, press any key.</translation>
    </message>
    <message>
        <source>Volume %1 persen</source>
        <translation>Volume %1 percent</translation>
    </message>
    <message>
        <source>dicentang</source>
        <translation>checked</translation>
    </message>
    <message>
        <source>tidak dicentang</source>
        <translation>not checked</translation>
    </message>
    <message>
        <source>tombol</source>
        <translation>button</translation>
    </message>
    <message>
        <source>papan huruf</source>
        <translation>keyboard</translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>Menu petugas</source>
        <translation>Staff menu</translation>
    </message>
    <message>
        <source>Tutup menu</source>
        <translation>Close the menu</translation>
    </message>
    <message>
        <source>Kembali ke layar pengunjung</source>
        <translation>Back to the visitors’ screen</translation>
    </message>
</context>
<context>
    <name>StaffDoor</name>
    <message>
        <source>PIN petugas</source>
        <translation>Staff PIN</translation>
    </message>
    <message>
        <source>PIN petugas: %1 angka</source>
        <translation>Staff PIN: %1 digits</translation>
    </message>
</context>
<context>
    <name>StaffChoice</name>
    <message>
        <source>Siapa Anda?</source>
        <translation>Who are you?</translation>
    </message>
    <message>
        <source>Beberapa petugas memakai PIN ini. Mintalah PIN sendiri kepada pengelola.</source>
        <translation>Several people use this PIN. Ask the manager for one of your own.</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Jaringan</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Cetak uji</source>
        <translation>Test print</translation>
    </message>
    <message>
        <source>Kertas diganti</source>
        <translation>Paper changed</translation>
    </message>
    <message>
        <source>Lebih pelan</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>Lebih keras</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Mulai ulang aplikasi</source>
        <translation>Restart the app</translation>
    </message>
    <message>
        <source>Mulai ulang mesin</source>
        <translation>Restart the machine</translation>
    </message>
    <message>
        <source>Tidak disiapkan di mesin ini</source>
        <translation>Not set up on this machine</translation>
    </message>
</context>
<context>
    <name>StaffWords</name>
    <message>
        <source>siap</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>kertas hampir habis</source>
        <translation>paper nearly used up</translation>
    </message>
    <message>
        <source>kertas habis</source>
        <translation>out of paper</translation>
    </message>
    <message>
        <source>tutup terbuka</source>
        <translation>cover open</translation>
    </message>
    <message>
        <source>mati atau kabelnya lepas</source>
        <translation>off or unplugged</translation>
    </message>
    <message>
        <source>tidak menjawab</source>
        <translation>does not answer</translation>
    </message>
    <message>
        <source>tidak bisa ditanya, tetap mencetak</source>
        <translation>cannot be asked, prints all the same</translation>
    </message>
    <message>
        <source>belum ditanya</source>
        <translation>not asked yet</translation>
    </message>
    <message>
        <source>terhubung</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>mencari hub</source>
        <translation>looking for the hub</translation>
    </message>
    <message>
        <source>hub belum dipilih</source>
        <translation>no hub chosen yet</translation>
    </message>
    <message>
        <source>menyambung</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>ditolak hub</source>
        <translation>refused by the hub</translation>
    </message>
    <message>
        <source>terputus</source>
        <translation>cut off</translation>
    </message>
    <message>
        <source>Cetak uji sedang dicetak…</source>
        <translation>The test print is under way…</translation>
    </message>
    <message>
        <source>Cetak uji sudah keluar. Garisnya harus utuh.</source>
        <translation>The test print is out. Its line must be whole.</translation>
    </message>
    <message>
        <source>Mesin ini tidak punya printer.</source>
        <translation>This machine has no printer.</translation>
    </message>
    <message>
        <source>Cetak uji gagal: kertas habis.</source>
        <translation>Test print failed: out of paper.</translation>
    </message>
    <message>
        <source>Cetak uji gagal: tutup printer terbuka.</source>
        <translation>Test print failed: the printer’s cover is open.</translation>
    </message>
    <message>
        <source>Cetak uji gagal: printer mati atau kabelnya lepas.</source>
        <translation>Test print failed: the printer is off or unplugged.</translation>
    </message>
    <message>
        <source>Cetak uji gagal: printer tidak menjawab.</source>
        <translation>Test print failed: the printer does not answer.</translation>
    </message>
    <message>
        <source>Ketik PIN Anda, lalu tekan Masuk.</source>
        <translation>Type your PIN, then press Enter.</translation>
    </message>
    <message>
        <source>Hub tidak terhubung. Petugas yang pernah masuk di mesin ini tetap bisa masuk.</source>
        <translation>The hub cannot be reached. Staff who have signed in on this machine before still can.</translation>
    </message>
    <message>
        <source>PIN tidak cocok. Menu ini untuk meja informasi, pengawas, dan teknisi.</source>
        <translation>The PIN does not fit. This menu is for the information desk, supervisors and technicians.</translation>
    </message>
    <message>
        <source>PIN ini masih PIN pertama. Ganti dulu di loket, lalu ketik PIN baru di sini.</source>
        <translation>This is still the first PIN. Change it at a counter, then type the new one here.</translation>
    </message>
    <message>
        <source>Terlalu banyak PIN salah. Coba lagi dalam %1 detik; meja informasi sudah diberi tahu.</source>
        <translation>Too many wrong PINs. Try again in %1 s; the information desk has been told.</translation>
    </message>
    <message>
        <source>Terlalu banyak PIN salah. Coba lagi dalam %1 menit; meja informasi sudah diberi tahu.</source>
        <translation>Too many wrong PINs. Try again in %1 minutes; the information desk has been told.</translation>
    </message>
    <message>
        <source>Hub tidak terhubung, dan belum ada petugas yang pernah masuk di mesin ini. Sambungkan jaringannya dahulu.</source>
        <translation>The hub cannot be reached, and nobody has signed in on this machine before. Connect its network first.</translation>
    </message>
    <message>
        <source>Memeriksa PIN…</source>
        <translation>Checking the PIN…</translation>
    </message>
    <message>
        <source>Keadaan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>tidak ada printer</source>
        <translation>no printer</translation>
    </message>
    <message>
        <source>Kertas keluar</source>
        <translation>Papers printed</translation>
    </message>
    <message>
        <source>%1 lembar</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 lembar sejak rol diganti (%2)</source>
        <translation>%1 since the roll was changed (%2)</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Alamat hub</source>
        <translation>Hub’s address</translation>
    </message>
    <message>
        <source>belum pernah ditemukan</source>
        <translation>never found yet</translation>
    </message>
    <message>
        <source>Waktu tempuh</source>
        <translation>There and back</translation>
    </message>
    <message>
        <source>Terakhir terdengar</source>
        <translation>Last heard</translation>
    </message>
    <message>
        <source>%1 detik yang lalu</source>
        <translation>%1 s ago</translation>
    </message>
    <message>
        <source>sedang diukur</source>
        <translation>being measured</translation>
    </message>
    <message>
        <source>%1 milidetik</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Mesin ini</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>tanpa alamat: periksa kabel</source>
        <translation>no address: check the cable</translation>
    </message>
    <message>
        <source>Pesan hub</source>
        <translation>Message from the hub</translation>
    </message>
    <message>
        <source>Belum terkirim</source>
        <translation>Not sent yet</translation>
    </message>
    <message>
        <source>%1 catatan, dikirim saat hub kembali</source>
        <translation>%1 records, sent when the hub is back</translation>
    </message>
    <message>
        <source>Kertas sudah diganti?</source>
        <translation>Has the paper been changed?</translation>
    </message>
    <message>
        <source>Mulai ulang aplikasi?</source>
        <translation>Restart the app?</translation>
    </message>
    <message>
        <source>Mulai ulang mesin?</source>
        <translation>Restart the machine?</translation>
    </message>
    <message>
        <source>Mesin tidak bisa dimulai ulang</source>
        <translation>The machine could not be restarted</translation>
    </message>
    <message>
        <source>Hitungan %1 lembar dicatat, lalu mulai lagi dari nol.</source>
        <translation>The count of %1 is recorded and begins again at nought.</translation>
    </message>
    <message>
        <source>Layar kembali dalam beberapa detik. Tidak ada nomor yang hilang.</source>
        <translation>The screen is back in a few seconds. No number is lost.</translation>
    </message>
    <message>
        <source>Ini memakan satu atau dua menit. Kalau hub ada di mesin ini, seluruh balai menunggu selama itu.</source>
        <translation>It takes a minute or two. If the hub is on this machine, the whole hall waits meanwhile.</translation>
    </message>
    <message>
        <source>Perintahnya gagal. Matikan dan nyalakan mesin dengan tombolnya.</source>
        <translation>The command failed. Switch the machine off and on by its button.</translation>
    </message>
    <message>
        <source>Ya, rol baru terpasang</source>
        <translation>Yes, a new roll is in</translation>
    </message>
    <message>
        <source>Ya, mulai ulang</source>
        <translation>Yes, restart</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Tidak jadi</source>
        <translation>No, thank you</translation>
    </message>
    <message>
        <source>Suara %1 %</source>
        <translation>Volume %1 %</translation>
    </message>
    <message>
        <source>Mesin ini belum punya suara.</source>
        <translation>This machine has no voice yet.</translation>
    </message>
    <message>
        <source>%1 · dibuka oleh %2</source>
        <translation>%1 · opened by %2</translation>
    </message>
</context>
<context>
    <name>StaffPad</name>
    <message>
        <source>Hapus angka</source>
        <translation>Erase a digit</translation>
    </message>
    <message>
        <source>Masuk</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>PlainStaff</name>
    <message>
        <source>Cetak uji</source>
        <translation>Test print</translation>
    </message>
    <message>
        <source>Kertas diganti</source>
        <translation>Paper changed</translation>
    </message>
    <message>
        <source>Lebih keras</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Lebih pelan</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>Mulai ulang aplikasi</source>
        <translation>Restart the app</translation>
    </message>
    <message>
        <source>Mulai ulang mesin</source>
        <translation>Restart the machine</translation>
    </message>
    <message>
        <source>PIN petugas</source>
        <translation>Staff PIN</translation>
    </message>
    <message>
        <source>Siapa Anda?</source>
        <translation>Who are you?</translation>
    </message>
    <message>
        <source>Menu petugas</source>
        <translation>Staff menu</translation>
    </message>
    <message>
        <source>Beberapa petugas memakai PIN ini. Mintalah PIN sendiri kepada pengelola.</source>
        <translation>Several people use this PIN. Ask the manager for one of your own.</translation>
    </message>
</context>
<context>
    <name>PlainStaffScreen</name>
    <message>
        <source>Tutup menu</source>
        <translation>Close the menu</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>RefusalWords</name>
    <message>
        <source>Mesin ini belum terdaftar di sistem antrean.</source>
        <translation>This machine is not registered with the queue yet.</translation>
    </message>
    <message>
        <source>Mesin ini dan sistem antrean belum cocok versinya.</source>
        <translation>This machine and the queue do not have matching versions yet.</translation>
    </message>
    <message>
        <source>Sistem antrean yang menjawab belum dikenal mesin ini.</source>
        <translation>This machine does not know the queue that answers.</translation>
    </message>
    <message>
        <source>Sistem antrean belum bisa menerima mesin ini.</source>
        <translation>The queue cannot accept this machine yet.</translation>
    </message>
    <message>
        <source>Kode untuk petugas: %1</source>
        <translation>Code for staff: %1</translation>
    </message>
</context>
</TS>
