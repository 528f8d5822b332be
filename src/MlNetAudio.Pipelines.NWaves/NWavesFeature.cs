using System.Collections.Concurrent;
using MlNetAudio.Dsp.Features;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Base;
using IFeatureExtractor = MlNetAudio.Dsp.Features.IFeatureExtractor;

namespace MlNetAudio.Pipelines.NWaves;

/// <summary>An extractor of NWaves as a feature of ours: mono signal [samples] → its vectors as [features, frames]. One instance serves any number of threads.</summary>
internal sealed class NWavesFeature : IFeatureOptions, IFeatureExtractor
{
    private readonly FeatureExtractor _extractor;
    private readonly ConcurrentBag<FeatureExtractor>? _copies;   // those that no thread works with; null where there can be none
    private readonly string _name;
    private readonly Lock _counting = new();
    private (int Samples, int Frames) _counted;

    /// <exception cref="ArgumentException">There are not as many descriptions as features.</exception>
    public NWavesFeature(FeatureExtractor extractor, string prefix)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        (_name, Names) = (extractor.GetType().Name, [.. extractor.FeatureDescriptions.Select(name => prefix + name)]);
        if (Names.Count == 0 || Names.Count != extractor.FeatureCount)
            throw new ArgumentException($"{_name} has {Names.Count} FeatureDescriptions for {extractor.FeatureCount} features; each needs one.", nameof(extractor));
        var copy = Copy(extractor);
        (_extractor, _copies) = (copy ?? extractor, copy is null ? null : []);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Itself: what it learns of copies and frames serves all steps.</summary>
    public IFeatureExtractor CreateExtractor() => this;

    /// <summary>As many as the extractor cuts of noise of that length, since how it cuts frames is its own affair; asked again, the last answer.</summary>
    public int FrameCount(int samples)
    {
        if (samples <= 0) return 0;
        lock (_counting)
        {
            if (_counted.Samples != samples) _counted = (samples, Vectors(Noise(samples)).Count);
            return _counted.Frames;
        }
    }

    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        var vectors = Vectors(samples.ToArray());
        if (vectors.Count == 0)
            throw new ArgumentException($"The signal has {samples.Length} samples, too few for {_name}, whose frames have {_extractor.FrameSize}; use longer recordings or shorter frames.", nameof(samples));
        var matrix = new FeatureMatrix(Names.Count, vectors.Count);
        for (int frame = 0; frame < vectors.Count; frame++)
        {
            if (vectors[frame].Length != Names.Count)
                throw new InvalidOperationException($"{_name} had {Names.Count} features and now has {vectors[frame].Length}; change an extractor before a pipeline gets it.");
            for (int feature = 0; feature < Names.Count; feature++) matrix[feature, frame] = vectors[frame][feature];
        }
        return matrix;
    }

    /// <summary>A vector [features] for every frame, of an extractor that no other thread works with.</summary>
    private List<float[]> Vectors(float[] samples)
    {
        if (_copies is null)
        {
            lock (_extractor) return FromRest(_extractor, samples);
        }
        if (!_copies.TryTake(out var copy))
        {
            lock (_extractor) copy = _extractor.ParallelCopy();
        }
        var vectors = FromRest(copy, samples);
        _copies.Add(copy);
        return vectors;
    }

    private static List<float[]> FromRest(FeatureExtractor extractor, float[] samples)
    {
        try
        {
            extractor.Reset();
        }
        catch (NullReferenceException) when (extractor is PnccExtractor)
        {
            // So does NWaves 0.9.6 where frames of its ring are still missing, after all that counts is reset.
        }
        return extractor.ComputeFrom(samples);
    }

    /// <summary>A copy of the extractor, or null where it has none with the same names and the same values of some noise: copies of NWaves may leave out what was added to an extractor.</summary>
    private static FeatureExtractor? Copy(FeatureExtractor extractor)
    {
        if (!extractor.IsParallelizable() || extractor.ParallelCopy() is not { } copy) return null;
        if (copy.FeatureCount != extractor.FeatureCount || !copy.FeatureDescriptions.SequenceEqual(extractor.FeatureDescriptions)) return null;
        float[] noise = Noise(extractor.FrameSize + 4 * extractor.HopSize);
        List<float[]> expected = FromRest(extractor, noise), actual = FromRest(copy, noise);
        return expected.Count == actual.Count && expected.Zip(actual).All(frame => frame.First.AsSpan().SequenceEqual(frame.Second)) ? copy : null;
    }

    /// <summary>Uniform in −1..1, always the same.</summary>
    private static float[] Noise(int samples)
    {
        var random = new Random(1);
        float[] noise = new float[samples];
        for (int n = 0; n < samples; n++) noise[n] = 2 * random.NextSingle() - 1;
        return noise;
    }
}
