using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training;

/// <summary>Examples that are made when they are asked for: random values of the index, a little different in every epoch and repeat. Class 1 where the first value is larger than the second.</summary>
internal sealed class SomeSource(int count, int seed, int width = 6) : IExampleSource
{
    private readonly int[] _classes = [.. Enumerable.Range(0, count).Select(i => Values(seed, i, width)[0] > Values(seed, i, width)[1] ? 1 : 0)];

    /// <summary>Called before an example is made, by whichever thread makes it.</summary>
    public Action<ExampleDraw>? OnRead { get; init; }

    /// <summary>Own steps of an example, by its index.</summary>
    public Func<int, int> Length { get; init; } = _ => 0;

    public Shape Example => Shape.Of(width);

    public int Count => count;

    public IReadOnlyList<int> Classes { get => field ?? _classes; init; }

    public IReadOnlyList<float[]>? Targets { get; init; }

    public string Fingerprint => $"some {seed}";

    public int Read(ExampleDraw draw, Span<float> destination)
    {
        OnRead?.Invoke(draw);
        Values(seed, draw.Index, width).CopyTo(destination);
        destination[^1] = 100 * draw.Epoch + 10 * draw.Repeat;
        destination[^1] *= 1e-3f;
        return Length(draw.Index);
    }

    private static float[] Values(int seed, int index, int width) => Some.Floats(width, 1000 * seed + index);
}
