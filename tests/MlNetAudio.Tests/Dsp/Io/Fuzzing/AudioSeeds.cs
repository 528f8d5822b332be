namespace MlNetAudio.Tests.Dsp.Io.Fuzzing;

/// <summary>A small sound file of every container and codec, and a small array of every form, that are read without ffmpeg.</summary>
internal static class AudioSeeds
{
    public static IReadOnlyList<(string Name, byte[] Bytes)> Audio { get; } =
    [
        ("PCM of 8 bits", WavBytes.Riff(WavBytes.Format(bits: 8), WavBytes.Chunk("data", Bytes(61)))),
        ("PCM of 16 bits", WavBytes.Riff(WavBytes.Chunk("LIST", [1, 2, 3]), WavBytes.Format(channels: 2), WavBytes.Chunk("data", Bytes(160)), WavBytes.Chunk("id3 ", new byte[9]))),
        ("PCM of 24 bits", WavBytes.Riff(WavBytes.Format(channels: 2, bits: 24), WavBytes.Chunk("data", Bytes(120)))),
        ("PCM of 32 bits", WavBytes.Riff(WavBytes.Format(bits: 32), WavBytes.Chunk("data", Bytes(80)))),
        ("floats", WavBytes.Riff(WavBytes.ExtensibleFormat(3, 1, 44_100, 32, 32), WavBytes.Chunk("fact", WavBytes.UInt32(20)), WavBytes.Chunk("data", WavBytes.Single(Wave(20))))),
        ("doubles", WavBytes.Riff(WavBytes.Format(tag: 3, bits: 64), WavBytes.Chunk("data", WavBytes.Double([.. Wave(20).Select(sample => (double)sample)])))),
        ("extensible", WavBytes.Riff(WavBytes.ExtensibleFormat(1, 3, 48_000, 24, 20), WavBytes.Chunk("data", Bytes(90)))),
        ("the oldest fmt chunk", WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format()[8..22]), WavBytes.Chunk("data", Bytes(40)))),
        ("RF64", Rf64(uint.MaxValue)),
        ("BW64", [.. "BW64"u8, .. Rf64(40)[4..]]),
        ("RIFX", AiffBytes.Rifx(AiffBytes.RifxFormat(2, 16_000, 16), AiffBytes.Chunk("data", Bytes(80)))),
        ("RIFX floats", AiffBytes.Rifx(AiffBytes.RifxFormat(1, 16_000, 32, tag: 3), AiffBytes.Chunk("data", BigEndian(WavBytes.Single(Wave(20)), 4)))),
        ("ID3 before RIFF", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[10], .. WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", Bytes(40)))]),
        ("A-law", WavBytes.Riff(WavBytes.Format(tag: 6, bits: 8), WavBytes.Chunk("data", Bytes(60)))),
        ("mu-law", WavBytes.Riff(WavBytes.Format(tag: 7, channels: 2, bits: 8), WavBytes.Chunk("data", Bytes(60)))),
        ("IMA ADPCM", WavBytes.Riff(WavBytes.Format(tag: 0x11, channels: 1, bits: 4, blockAlign: 36), WavBytes.Chunk("data", ImaBlocks(36, 3, channels: 1)))),
        ("IMA ADPCM, two channels", WavBytes.Riff(WavBytes.Format(tag: 0x11, channels: 2, bits: 4, blockAlign: 40), WavBytes.Chunk("data", ImaBlocks(40, 3, channels: 2)))),
        ("Microsoft ADPCM", WavBytes.Riff(WavBytes.Format(tag: 2, channels: 1, bits: 4, blockAlign: 32), WavBytes.Chunk("data", MicrosoftBlocks(32, 3, channels: 1)))),
        ("Microsoft ADPCM, two channels", WavBytes.Riff(WavBytes.Format(tag: 2, channels: 2, bits: 4, blockAlign: 48), WavBytes.Chunk("data", MicrosoftBlocks(48, 3, channels: 2)))),
        ("AIFF", AiffBytes.Form("AIFF", AiffBytes.Common(2, 20, 16, AiffBytes.Rate16000), AiffBytes.Sound(Bytes(80)))),
        ("AIFF of 24 bits, samples first", AiffBytes.Form("AIFF", AiffBytes.Sound(Bytes(60)), AiffBytes.Common(1, 20, 24, AiffBytes.Rate44100))),
        ("AIFF-C, little-endian", AiffBytes.Form("AIFC", AiffBytes.Chunk("FVER", [0xA2, 0x80, 0x51, 0x40]), AiffBytes.Common(1, 20, 16, AiffBytes.Rate16000, "sowt"), AiffBytes.Sound(Bytes(40)))),
        ("AIFF-C, floats", AiffBytes.Form("AIFC", AiffBytes.Common(1, 20, 32, AiffBytes.Rate16000, "fl32"), AiffBytes.Sound(BigEndian(WavBytes.Single(Wave(20)), 4)))),
        ("AIFF-C, A-law", AiffBytes.Form("AIFC", AiffBytes.Common(1, 40, 16, AiffBytes.Rate16000, "alaw"), AiffBytes.Sound(Bytes(40)))),
    ];

    public static IReadOnlyList<(string Name, byte[] Bytes)> Arrays { get; } =
    [
        ("singles", NpyBytes.File(NpyBytes.Header("<f4", "3, 4"), Bytes(48))),
        ("doubles, version 2", NpyBytes.File(NpyBytes.Header(">f8", "2, 2, 3"), Bytes(96), version: 2)),
        ("integers, Fortran, version 3", NpyBytes.File(NpyBytes.Header("<i8", "2, 5", fortran: true), Bytes(80), version: 3)),
        ("halves", NpyBytes.File(NpyBytes.Header("<f2", "16,"), Bytes(32))),
        ("booleans", NpyBytes.File(NpyBytes.Header("|b1", ""), [1])),
        ("bytes", NpyBytes.File(NpyBytes.Header("|u1", "0, 7"), [])),
    ];

    private static byte[] Rf64(uint dataSize) =>
    [
        .. "RF64"u8, .. WavBytes.UInt32(uint.MaxValue), .. "WAVE"u8,
        .. WavBytes.Chunk("ds64", [.. BitConverter.GetBytes(112L), .. BitConverter.GetBytes(40L), .. BitConverter.GetBytes(20L), .. WavBytes.UInt32(0)]),
        .. WavBytes.Format(), .. WavBytes.Chunk("data", Bytes(40), dataSize),
    ];

    /// <summary>Bytes that look random and are the same on every run.</summary>
    private static byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)(i * i * 37 + i * 11))];

    private static float[] Wave(int count) => [.. Enumerable.Range(0, count).Select(i => i / (float)count - 0.5f)];

    private static byte[] BigEndian(byte[] littleEndian, int size) => [.. littleEndian.Chunk(size).SelectMany(value => value.Reverse())];

    /// <summary>Small first samples and step indices, then differences.</summary>
    private static byte[] ImaBlocks(int blockBytes, int blocks, int channels)
    {
        byte[] head = [.. Enumerable.Range(1, channels).SelectMany(channel => (byte[])[(byte)channel, 0, (byte)(20 * channel), 0])];
        return [.. Enumerable.Range(0, blocks).SelectMany(_ => (byte[])[.. head, .. Bytes(blockBytes - head.Length)])];
    }

    private static byte[] MicrosoftBlocks(int blockBytes, int blocks, int channels)
    {
        byte[] head = [.. Enumerable.Range(1, channels).Select(channel => (byte)channel), .. Enumerable.Repeat((byte)1, 6 * channels)];
        return [.. Enumerable.Range(0, blocks).SelectMany(_ => (byte[])[.. head, .. Bytes(blockBytes - head.Length)])];
    }
}
