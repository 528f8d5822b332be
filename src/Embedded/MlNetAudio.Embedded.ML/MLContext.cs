using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>
/// The way in: catalogs of data operations, transforms and trainers. Hold one for a program; with a seed everything random in it repeats from run to run.
/// </summary>
public sealed class MLContext : IHostEnvironment, IEnvironment
{
    private readonly int? _seed;
    private readonly Random _random;
    private readonly Lock _randomLock = new();

    /// <param name="seed">Seed of everything random; without one, unseeded calls of this context still differ from each other.</param>
    public MLContext(int? seed = null)
    {
        _seed = seed;
        _random = new Random(seed ?? 0);
        BinaryClassification = new(this);
        MulticlassClassification = new(this);
        Transforms = new(this);
        Model = new(this);
        Data = new(this);
    }

    public BinaryClassificationCatalog BinaryClassification { get; }

    public MulticlassClassificationCatalog MulticlassClassification { get; }

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public DataOperationsCatalog Data { get; }

    /// <summary>Where loaded models look for custom mappings.</summary>
    public ComponentCatalog ComponentCatalog { get; } = new();

    /// <summary>Messages of trainers and transforms, raised on the thread that works.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    int? IEnvironment.Seed => _seed;

    int IEnvironment.NextRandom()
    {
        lock (_randomLock) return _random.Next();
    }

    void IEnvironment.Send(ChannelMessageKind kind, string source, string message) => Log?.Invoke(this, new(message, kind, source));
}
