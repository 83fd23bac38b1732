"""The text that goes with an export, for whoever opens it first."""

from __future__ import annotations

TEXT = """\
EKSPOR JURNAL ANTREAN · EXPORT OF A QUEUE'S JOURNAL

{hall}, {place}
{from_} – {to}: entri {first} – {last} dari jurnal / of journal {journal}
Dibuat / made: {exported_at}
Sidik kunci / fingerprint of the key: {fingerprint}


BAHASA INDONESIA

Setiap kejadian di balai adalah satu entri: apa, kapan, oleh siapa, dari perangkat mana. Setiap
entri memuat hash entri sebelumnya, sehingga tidak ada yang dapat diubah, dihapus, atau disisipkan
tanpa terlihat. Sekali sehari hub menandatangani entri terakhir; ekspor ini ditandatangani pula.

Memeriksa (cukup Python 3.8 ke atas, tanpa paket lain dan tanpa jaringan):

    python3 verify.py --key "SIDIK KUNCI"

Ambil sidik kunci untuk --key dari tempat LAIN: kertas penutupan harian, atau ekspor yang lebih
lama. Jika sidiknya berbeda, ekspor ini bukan dari hub Anda. Yang tidak dapat dibuktikan ekspor:
siapa pun yang memegang kunci hub dapat menandatangani riwayat lain. Karena itu simpan ekspor,
kertas penutupan, dan salinan signatures.jsonl di luar balai, lalu bandingkan.

  who-what-when.csv   tabel untuk dibaca: waktu, apa, nomor, petugas, perangkat, lewat apa
  entries.jsonl       entri persis seperti di jurnal, satu per baris
  signatures.jsonl    tanda tangan harian
  manifest.json       isi ekspor ini dan SHA-256 setiap berkas; manifest.sig: tanda tangannya
  verify.py           pemeriksa; openssl/: hal yang sama untuk openssl

Isinya rahasia: petugas disebut dengan kode, pengunjung dengan nomor, tetapi entries.jsonl memuat
kelompok prioritas, dan itu data kesehatan. Tidak ada nama, NIK, atau nomor telepon pengunjung.


ENGLISH

Everything that happens in the hall is an entry: what, when, by whom, from which device. Each entry
carries the hash of the one before it, so nothing can be changed, removed or put in between without
being seen. Once a day the hub signs the last entry; this export is signed as well.

To check it (Python 3.8 or newer is enough; no package, no network):

    python3 verify.py --key "FINGERPRINT"

Take the fingerprint for --key from ELSEWHERE: a printed closing, or an older export. If it is
another one, this is not from your hub. What an export cannot prove: whoever holds the hub's key can
sign another history. So keep exports, closings on paper and copies of signatures.jsonl outside the
hall, and compare.

  who-what-when.csv   a table to read: when, what, number, officer, device, by which way
  entries.jsonl       the entries just as they stand in the journal, one a line
  signatures.jsonl    the daily signatures
  manifest.json       what this is, and the SHA-256 of every file; manifest.sig: its signature
  verify.py           the check; openssl/: the same for openssl

With openssl (3.0 or newer) a day's signature is checked like this:

{openssl}

The text that is signed names entry and hash; the last hash of entries.jsonl up to that entry must
be the same. How an entry's hash is made: SHA-256 over nine netstrings, the hash before, seq, at,
type, version, body, actor, command, digest (docs/journal.md, "The chain").

It is confidential: officers stand there as codes and visitors as numbers, but entries.jsonl has
priority groups, which is health data. No visitor's name, identity number or telephone is in it.
"""

OPENSSL = (
    "    openssl pkeyutl -verify -pubin -inkey openssl/{key} -rawin \\\n"
    "        -in openssl/{name}.txt -sigfile openssl/{name}.sig"
)
