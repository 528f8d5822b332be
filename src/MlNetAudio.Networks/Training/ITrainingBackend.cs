namespace MlNetAudio.Networks.Training;

/// <summary>Something that can train networks: the CPU engine, TorchSharp. The training loop above it is written once.</summary>
public interface ITrainingBackend
{
    /// <summary>For logs and cards: "cpu".</summary>
    string Name { get; }

    /// <summary>A network with fresh weights (<see cref="InitialWeights"/>).</summary>
    /// <param name="seed">Decides the initial weights and every dropout mask.</param>
    ITrainableNetwork Create(NetworkSpec spec, int seed);

    /// <summary>A network with given weights.</summary>
    /// <param name="seed">Decides every dropout mask.</param>
    ITrainableNetwork Create(NetworkSpec spec, NetworkWeights weights, int seed);
}
