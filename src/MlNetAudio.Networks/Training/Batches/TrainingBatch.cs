using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training.Losses;

namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Examples of a set side by side, in memory that is used again for one batch after another. Different examples may be read by different threads.</summary>
internal sealed class TrainingBatch
{
    private readonly IExampleSource _source;
    private readonly ExampleDraw[] _draws;
    private readonly float[] _inputs, _values;
    private readonly int[] _classes, _lengths, _ownSteps;
    private readonly int _width, _valueCount;

    /// <param name="softClasses">Outputs of the network where classes are to become target values, as mixing needs them; 0 leaves classes.</param>
    public TrainingBatch(IExampleSource source, int capacity, int softClasses = 0)
    {
        (_source, _width) = (source, source.Example.Count);
        _valueCount = source.Targets is { } targets ? targets[0].Length : softClasses;
        (_draws, _lengths, _ownSteps, _inputs) = (new ExampleDraw[capacity], new int[capacity], new int[capacity], new float[checked(capacity * _width)]);
        (_classes, _values) = _valueCount > 0 ? ([], new float[checked(capacity * _valueCount)]) : (new int[capacity], (float[])[]);
    }

    public int Capacity => _draws.Length;

    /// <summary>The epoch it belongs to, from 1; its place in it, from 0.</summary>
    public (int Epoch, int Number) Place { get; private set; }

    public int Count { get; private set; }

    /// <summary>The first example that could not be made, and why.</summary>
    public (int Example, Exception Error)? Failure { get; private set; }

    /// <summary>[batch, ...example].</summary>
    public Span<float> Inputs => _inputs.AsSpan(0, Count * _width);

    /// <summary>[batch, values]; empty where there are classes.</summary>
    public Span<float> Values => _values.AsSpan(0, Count * _valueCount);

    public LossTargets Targets => _valueCount > 0 ? LossTargets.Of(Values) : LossTargets.Of(_classes.AsSpan(0, Count));

    /// <summary>[batch]: own steps of each example, 0 for all; empty where every example has all.</summary>
    public Span<int> Lengths => _lengths.AsSpan(0, Count).ContainsAnyExcept(0) ? _lengths.AsSpan(0, Count) : [];

    /// <summary>[batch]: own steps of each example as a network reads them; empty where every example has all, or the network has no time axis.</summary>
    public ReadOnlySpan<int> OwnSteps(TimeAxis? time)
    {
        if (time is null || Lengths.IsEmpty) return [];
        for (int i = 0; i < Count; i++) _ownSteps[i] = _lengths[i] == 0 ? time.Steps : _lengths[i];
        return _ownSteps.AsSpan(0, Count);
    }

    public ReadOnlySpan<ExampleDraw> Draws => _draws.AsSpan(0, Count);

    public Span<float> Input(int i) => _inputs.AsSpan(i * _width, _width);

    public Span<float> Value(int i) => _values.AsSpan(i * _valueCount, _valueCount);

    /// <summary>Own steps of one example, 0 for all.</summary>
    public int Length(int i) => _lengths[i];

    /// <summary>Lets an example have as many own steps as another, where those are more.</summary>
    public void Extend(int i, int length) => _lengths[i] = _lengths[i] == 0 || length == 0 ? 0 : Math.Max(_lengths[i], length);

    /// <summary>From here on it is another batch.</summary>
    /// <param name="draws">At most <see cref="Capacity"/>.</param>
    public void Begin(int epoch, int number, ReadOnlySpan<ExampleDraw> draws)
    {
        (Place, Count, Failure) = ((epoch, number), draws.Length, null);
        draws.CopyTo(_draws);
    }

    /// <summary>Makes one example; what goes wrong is kept in <see cref="Failure"/>.</summary>
    public void Read(int i)
    {
        try
        {
            int index = _draws[i].Index;
            _lengths[i] = _source.Read(_draws[i], Input(i));
            if (_source.Targets is { } targets) targets[index].CopyTo(Value(i));
            else if (_valueCount > 0) Spread(_source.Classes[index], Value(i));
            else _classes[i] = _source.Classes[index];
        }
        catch (Exception e)
        {
            lock (_draws)
                if (Failure is null || i < Failure.Value.Example) Failure = (i, e);
        }
    }

    /// <summary>One output is the probability of class 1; of several, each has its class.</summary>
    private static void Spread(int label, Span<float> values)
    {
        values.Clear();
        if (values.Length == 1) values[0] = label;
        else values[label] = 1;
    }
}
