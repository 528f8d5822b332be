namespace MlNetAudio.Cli.Configuration;

/// <summary>Config files: .json, or .yaml (.yml) of the same shape.</summary>
internal static class ConfigFile
{
    /// <summary>Sections within sections at most; lists count too.</summary>
    public const int DeepestLevel = 32;

    private const long LargestBytes = 4 << 20;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no JSON or YAML, or no object; the message names file and line.</exception>
    public static ConfigDocument Read(string path)
    {
        if (Directory.Exists(path)) throw new InvalidDataException($"{path}: this is a folder; name the config.json in it.");
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such config file.");
        if (new FileInfo(path).Length > LargestBytes) throw new InvalidDataException($"{path}: a config of more than {LargestBytes >> 20} MB is not read.");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => JsonConfig.Parse(path, File.ReadAllBytes(path)),
            ".yaml" or ".yml" => YamlConfig.Parse(path, File.ReadAllText(path)),
            _ => throw new InvalidDataException($"{path}: a config file is a .json, .yaml or .yml; rename it to what it holds."),
        };
    }
}
