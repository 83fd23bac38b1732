<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>HubChooser</name>
    <message>
        <source>%1. %2 (%3)</source>
        <translation>%1. %2 (%3)</translation>
    </message>
    <message>
        <source>Mesin ini milik mal yang mana?</source>
        <translation>Which mall does this machine belong to?</translation>
    </message>
    <message>
        <source>Untuk petugas: di jaringan ini ada beberapa pusat antrean. Pilihan Anda diingat.</source>
        <translation>For staff: there are several queue hubs on this network. Your choice is remembered.</translation>
    </message>
    <message>
        <source>Tidak tersambung ke %1. Coba lagi, atau pilih yang lain.</source>
        <translation>No connection to %1. Try again, or choose another.</translation>
    </message>
    <message>
        <source>Pilih dulu dari daftar di atas</source>
        <translation>First choose from the list above</translation>
    </message>
    <message>
        <source>Ya, mesin ini milik %1</source>
        <translation>Yes, this machine belongs to %1</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Hapus huruf</source>
        <translation>Delete a letter</translation>
    </message>
    <message>
        <source>Kosongkan</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>spasi</source>
        <translation>space</translation>
    </message>
    <message>
        <source>Huruf</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>Angka</source>
        <translation>Digits</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Sebelumnya</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>%1  %2/%3</source>
        <translation>%1  %2/%3</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Ke halaman pertama</source>
        <translation>First page</translation>
    </message>
</context>
</TS>
