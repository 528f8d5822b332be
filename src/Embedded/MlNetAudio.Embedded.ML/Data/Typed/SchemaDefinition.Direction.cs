namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>Whether rows are read from objects, written to objects, or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = 3,
    }
}
