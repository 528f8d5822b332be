using MlNetAudio.Networks.Training;

namespace MlNetAudio.Cli;

/// <summary>What this program can train deep models with.</summary>
internal static partial class Backends
{
    public static TrainingBackends All
    {
        get
        {
            var backends = TrainingBackends.Own;
            AddOfficial(ref backends);
            return backends;
        }
    }

    /// <summary>Adds those of the official stack; without it there is nothing to call.</summary>
    static partial void AddOfficial(ref TrainingBackends backends);
}
