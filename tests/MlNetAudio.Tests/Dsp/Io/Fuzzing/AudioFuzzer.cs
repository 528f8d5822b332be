using System.Buffers.Binary;
using System.Diagnostics;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Dsp.Io.Fuzzing;

/// <summary>What became of the mutations: read all the same, or refused with the one exception type; nothing else may happen.</summary>
/// <param name="LargestAllocation">Bytes, of one reading.</param>
internal sealed record FuzzOutcome(long Mutations, double Seconds, long Decoded, long Refused, long LargestAllocation);

/// <summary>
/// Mutates the seeds (bits, bytes, extreme sizes, cuts, regions doubled, dropped and taken from another seed) and reads them. Mutation n of a seed number is the same on every
/// machine and in any number of workers.
/// </summary>
internal sealed class AudioFuzzer(ulong seedNumber)
{
    /// <summary>More than one reading may allocate.</summary>
    public const long AllocationLimit = 64 << 20;

    private const int LongestFile = 1 << 14;
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(30);
    private static readonly ulong[] Extremes = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF];
    private static readonly (string Name, byte[] Bytes)[] Seeds = [.. AudioSeeds.Audio, .. AudioSeeds.Arrays];

    private static readonly AudioReaderOptions Strict = new(), Lenient = new() { NonFinite = NonFiniteSamples.ReplaceWithZero };

    private long _decoded, _refused, _largestAllocation;

    /// <summary>Ends after so many mutations, or when the time is over.</summary>
    /// <exception cref="InvalidOperationException">A reading did what it must not; the message says how to see it again.</exception>
    public FuzzOutcome Run(long mutations, TimeSpan time, int workers)
    {
        var clock = Stopwatch.StartNew();
        long[] progress = new long[workers];
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(worker => new Thread(() => Work(worker)) { IsBackground = true, Name = $"fuzz {worker}" })];
        foreach (var thread in threads) thread.Start();
        for (int worker = 0; worker < workers; worker++)
            for (long seen = -1; !threads[worker].Join(LongestReading);)
            {
                long now = Interlocked.Read(ref progress[worker]);
                if (now == seen) throw new InvalidOperationException($"Mutation {now} of seed number {seedNumber} is still being read after {LongestReading.TotalSeconds} s.");
                seen = now;
            }
        if (failure is not null) throw failure;
        return new(_decoded + _refused, clock.Elapsed.TotalSeconds, _decoded, _refused, _largestAllocation);

        void Work(int worker)
        {
            byte[] file = new byte[LongestFile];
            long decoded = 0, refused = 0, largest = 0;
            try
            {
                for (long n = worker; n < mutations && clock.Elapsed < time && Volatile.Read(ref failure) is null; n += workers)
                {
                    Interlocked.Exchange(ref progress[worker], n);
                    var (wasDecoded, allocated) = ReadMutation(n, file);
                    if (wasDecoded) decoded++;
                    else refused++;
                    largest = Math.Max(largest, allocated);
                }
            }
            catch (InvalidOperationException error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
            lock (progress) (_decoded, _refused, _largestAllocation) = (_decoded + decoded, _refused + refused, Math.Max(_largestAllocation, largest));
        }
    }

    private (bool Decoded, long Allocated) ReadMutation(long n, byte[] file)
    {
        var random = new SplitMix(seedNumber * 0x9E37_79B9_7F4A_7C15 ^ (ulong)n);
        int seed = random.Below(Seeds.Length), length = Mutate(seed, file, ref random);
        bool isArray = seed >= AudioSeeds.Audio.Count, canSeek = random.Below(16) != 0, lenient = random.Below(4) == 0, decoded = false;
        using var stream = new FuzzStream(file, length, canSeek);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? wrong = null;
        try
        {
            if (isArray) NpyFile.Read(stream, "fuzz");
            else if (Finite(AudioFile.Load(stream, "fuzz", lenient ? Lenient : Strict)) is { } sample) wrong = new InvalidDataException($"The sample {sample} was let through.");
            decoded = true;
        }
        catch (AudioFileException error)
        {
            if (!error.Message.StartsWith("fuzz: ", StringComparison.Ordinal) || error.Message.Contains('\n')) wrong = error;
        }
        catch (Exception error)
        {
            wrong = error;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > AllocationLimit) wrong ??= new InsufficientMemoryException($"{allocated} bytes were allocated.");
        return wrong is null
            ? (decoded, allocated)
            : throw new InvalidOperationException($"Mutation {n} of seed number {seedNumber} ('{Seeds[seed].Name}'): {wrong.GetType().Name}: {wrong.Message} The file: {Convert.ToHexString(file.AsSpan(0, Math.Min(length, 1_024)))}", wrong);
    }

    /// <summary>The first sample that is no number; null where there is none.</summary>
    private static float? Finite(AudioClip clip)
    {
        for (int channel = 0; channel < clip.Channels; channel++)
            foreach (float sample in clip.Channel(channel).Span)
                if (!float.IsFinite(sample)) return sample;
        return null;
    }

    /// <summary>Writes the mutated seed to the file; its length.</summary>
    private static int Mutate(int seed, byte[] file, ref SplitMix random)
    {
        byte[] original = Seeds[seed].Bytes;
        original.CopyTo(file, 0);
        int length = original.Length;
        for (int change = 1 + random.Below(4); change > 0; change--)
        {
            if (length == 0) return 0;
            int at = random.Below(length), to = at + 1 + random.Below(Math.Min(64, length - at));
            switch (random.Below(10))
            {
                case 0 or 1:
                    file[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 2:
                    file[at] = (byte)random.Next();
                    break;
                case 3 or 4 or 5:
                    WriteNumber(file.AsSpan(at, length - at), Extremes[random.Below(Extremes.Length)] + (ulong)(random.Below(8) == 0 ? random.Below(5) - 2 : 0), ref random);
                    break;
                case 6:
                    length = at;
                    break;
                case 7:   // a region twice or many times
                    for (int times = random.Below(8) == 0 ? random.Below(40) : 1; times > 0 && length + to - at <= file.Length; times--)
                    {
                        file.AsSpan(at, length - at).CopyTo(file.AsSpan(to));
                        length += to - at;
                    }
                    break;
                case 8:   // a region less
                    file.AsSpan(to, length - to).CopyTo(file.AsSpan(at));
                    length -= to - at;
                    break;
                case 9:   // a region of another seed, over or behind
                    byte[] other = Seeds[random.Below(Seeds.Length)].Bytes;
                    int from = random.Below(other.Length), taken = Math.Min(1 + random.Below(other.Length - from), file.Length - at);
                    other.AsSpan(from, taken).CopyTo(file.AsSpan(at));
                    length = Math.Max(length, at + taken);
                    break;
            }
        }
        return length;
    }

    /// <summary>Two, four or eight bytes in either order, as far as the place goes.</summary>
    private static void WriteNumber(Span<byte> place, ulong value, ref SplitMix random)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = 2 << random.Below(3);
        if (random.Below(2) == 0) BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        else BinaryPrimitives.WriteUInt64BigEndian(bytes, value << 8 * (8 - size));
        bytes[..Math.Min(size, place.Length)].CopyTo(place);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): as many generators as there are mutations, at no cost.</summary>
    private struct SplitMix(ulong state)
    {
        public ulong Next()
        {
            state += 0x9E37_79B9_7F4A_7C15;
            ulong z = (state ^ state >> 30) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
            return z ^ z >> 31;
        }

        /// <summary>0 to bound − 1.</summary>
        public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
    }
}
