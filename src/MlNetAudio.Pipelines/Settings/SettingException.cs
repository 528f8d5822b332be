namespace MlNetAudio.Pipelines.Settings;

/// <summary>A setting that does not exist, or a value that it cannot have.</summary>
/// <param name="key">Which, as it was written, with the sections around it: "models.cnn.training.epoch"; who read it from a file can name the line.</param>
public sealed class SettingException(string key, string message, Exception? inner = null) : ArgumentException(message, inner)
{
    public string Key => key;
}
