using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Tests.Networks.Training;

/// <summary>A backend that learns nothing: it remembers the batches it is given, counts epochs in its one bias, and answers validations from a list.</summary>
internal sealed class ScriptedBackend(float[] validationLogits) : ITrainingBackend
{
    public static readonly NetworkSpec Spec = new(Shape.Of(1), [new Linear(1)]);

    /// <summary>Two examples, both of class 1.</summary>
    public static readonly TrainingSet Set = new(Shape.Of(1), [[0], [1]], [1, 1]);

    public List<float[]> Batches { get; } = [];

    public LossSpec? Loss { get; private set; }

    /// <summary>Learning rate of each step.</summary>
    public List<float> LearningRates { get; } = [];

    /// <summary>"step", "swap", "forward", "read": what was called, repeats left out.</summary>
    public List<string> Calls { get; } = [];

    public string Name => "scripted";

    public ITrainableNetwork Create(NetworkSpec spec, int seed) => new Network(this, validationLogits);

    public ITrainableNetwork Create(NetworkSpec spec, NetworkWeights weights, int seed) => Create(spec, seed);

    private sealed class Network(ScriptedBackend backend, float[] validationLogits) : ITrainableNetwork
    {
        private int _epochs, _validations, _seen;

        public NetworkSpec Spec => ScriptedBackend.Spec;

        public int Threads { get; set; }

        public float Step(ReadOnlySpan<float> inputs, LossTargets targets, int batch, LossSpec loss, OptimizerOptions optimizer, ReadOnlySpan<int> lengths = default)
        {
            backend.Batches.Add(inputs.ToArray());
            backend.Loss = loss;
            backend.LearningRates.Add(optimizer.LearningRate);
            Log("step");
            if (_seen % Set.Count == 0) _epochs++;
            _seen += batch;
            return 1;
        }

        public void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits, int sample = 0, ReadOnlySpan<int> lengths = default)
        {
            logits.Fill(validationLogits[_validations++]);
            Log("forward");
        }

        public void SwapAverage() => Log("swap");

        public NetworkWeights ReadWeights()
        {
            Log("read");
            return new(Spec, new Dictionary<string, float[]> { ["0.weight"] = [0], ["0.bias"] = [_epochs] });
        }

        public void WriteWeights(NetworkWeights weights) { }

        public OptimizerState ReadOptimizerState() => new(0, new Dictionary<string, IReadOnlyDictionary<string, float[]>>());

        public void WriteOptimizerState(OptimizerState state) { }

        public void Dispose() { }

        private void Log(string call)
        {
            if (backend.Calls.LastOrDefault() != call) backend.Calls.Add(call);
        }
    }
}
