using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Changes of sign in frames. Signs are a bit a sample, so that 64 of them change in one exclusive or, and a frame is a few population counts.</summary>
internal sealed class ZcrFeature : FrameFeature
{
    private const int WordBits = 64;

    /// <summary>The largest float that is beyond the threshold, which is a double.</summary>
    private readonly float _beyond;
    private readonly bool _zeroIsPositive;
    private readonly int _first;
    private readonly Pool<Workspace> _workspaces;

    public ZcrFeature(ZcrOptions options) : base(new(options.FrameLength, options.HopLength, options.Centered, options.PadMode), 1)
    {
        (_beyond, _zeroIsPositive, _first) = (Beyond(options.Threshold), options.ZeroIsPositive, options.CountFirstSample ? 1 : 0);
        BlockFrames = Math.Clamp(8192 / options.HopLength, 1, 64);
        int words = Frames.Span(BlockFrames) / WordBits + 1;
        _workspaces = new(() => new(this, words));
    }

    public override int BlockFrames { get; }

    public override IDisposable NewWorkspace() => _workspaces.Rent();

    public override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        int length = Frames.FrameLength, hop = Frames.HopLength;
        samples = samples[..Frames.Span(frames)];
        Span<ulong> crossings = ((Workspace)workspace).Crossings.AsSpan(0, samples.Length / WordBits + 1);
        FindCrossings(samples, crossings);
        for (int i = 0; i < frames; i++) values[i] = (double)(_first + CountOnes(crossings, i * hop + 1, i * hop + length)) / length;
    }

    /// <summary>Bit n: whether the sign of samples[n] is another than that of samples[n − 1]. Bit 0 says nothing.</summary>
    private void FindCrossings(ReadOnlySpan<float> samples, Span<ulong> crossings)
    {
        ulong lastNegative = 0, lastPositive = 0;   // of the word before
        Span<float> rest = stackalloc float[WordBits];
        for (int w = 0; w < crossings.Length; w++)
        {
            scoped var word = samples[(w * WordBits)..];
            if (word.Length < WordBits)
            {
                rest.Clear();
                word.CopyTo(rest);
                word = rest;
            }
            ulong negative = Signs(word, -_beyond, positive: false);
            crossings[w] = Changes(negative, lastNegative);
            lastNegative = negative;
            if (_zeroIsPositive) continue;
            ulong positive = Signs(word, _beyond, positive: true);
            crossings[w] |= Changes(positive, lastPositive);
            lastPositive = positive;
        }
    }

    /// <summary>Bit n: whether it differs from the bit before it.</summary>
    private static ulong Changes(ulong word, ulong before) => word ^ (word << 1 | before >> (WordBits - 1));

    /// <summary>Bit n: samples[n] ≤ limit, or ≥ limit if positive, for n = 0..63.</summary>
    private static ulong Signs(ReadOnlySpan<float> samples, float limit, bool positive)
    {
        ref float from = ref MemoryMarshal.GetReference(samples);
        var limits = Vector256.Create(limit);
        ulong bits = 0;
        for (int n = 0; n < WordBits; n += Vector256<float>.Count)
        {
            var values = Vector256.LoadUnsafe(ref from, (nuint)n);
            bits |= (ulong)(positive ? Vector256.GreaterThanOrEqual(values, limits) : Vector256.LessThanOrEqual(values, limits)).ExtractMostSignificantBits() << n;
        }
        return bits;
    }

    /// <summary>Ones among the bits first .. end − 1.</summary>
    private static int CountOnes(ReadOnlySpan<ulong> words, int first, int end)
    {
        if (first >= end) return 0;
        int word = first / WordBits, last = (end - 1) / WordBits;
        ulong head = ulong.MaxValue << (first % WordBits), tail = ulong.MaxValue >> (WordBits - 1 - (end - 1) % WordBits);
        if (word == last) return BitOperations.PopCount(words[word] & head & tail);
        int count = BitOperations.PopCount(words[word] & head) + BitOperations.PopCount(words[last] & tail);
        for (int w = word + 1; w < last; w++) count += BitOperations.PopCount(words[w]);
        return count;
    }

    private static float Beyond(double threshold) => (float)threshold is var rounded && rounded > threshold ? rounded : float.BitIncrement((float)threshold);

    /// <summary>Crossings of a span of frames, a bit a sample.</summary>
    private sealed class Workspace(ZcrFeature owner, int words) : IDisposable
    {
        public ulong[] Crossings { get; } = new ulong[words];

        public void Dispose() => owner._workspaces.Return(this);
    }
}
