using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>How an example lies in memory around its time axis: runs of steps of a few values each, [Runs, Steps, Width].</summary>
internal readonly unsafe record struct StepLayout(int Runs, int Steps, int Width)
{
    public static StepLayout Of(Shape shape, TimeAxis time)
    {
        int runs = 1, width = 1;
        for (int axis = 0; axis < time.Axis; axis++) runs *= shape[axis];
        for (int axis = time.Axis + 1; axis < shape.Rank; axis++) width *= shape[axis];
        return new(runs, shape[time.Axis], width);
    }

    /// <summary>Of one channel, the first axis, which is not time.</summary>
    public static StepLayout OfChannel(Shape shape, TimeAxis time)
    {
        var whole = Of(shape, time);
        return whole with { Runs = whole.Runs / shape[0] };
    }

    /// <summary>The first steps of a run.</summary>
    public Span<float> Valid(float* values, int run, int steps) => new(values + (long)run * Steps * Width, steps * Width);

    /// <summary>Zeros behind the first steps of every run.</summary>
    public void ClearPadding(float* values, int steps)
    {
        for (int run = 0; run < Runs; run++) new Span<float>(values + ((long)run * Steps + steps) * Width, (Steps - steps) * Width).Clear();
    }
}
