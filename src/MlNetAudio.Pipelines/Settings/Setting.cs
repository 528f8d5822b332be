namespace MlNetAudio.Pipelines.Settings;

/// <summary>One number, switch, choice or list somewhere in an options record.</summary>
/// <param name="Key">Where it is, in snake case: "training.learning_rate".</param>
/// <param name="Type">Of the property: int, double?, an enum, a list of int.</param>
/// <param name="Value">As it stands in the options.</param>
public sealed record Setting(string Key, Type Type, object? Value)
{
    /// <summary>What may be written there: "N", "true|false", "adam|adam_w|sgd".</summary>
    public string Placeholder => SettingText.Placeholder(Type);

    /// <summary>The value as it would be written.</summary>
    public string Text => SettingText.Of(Value);
}
