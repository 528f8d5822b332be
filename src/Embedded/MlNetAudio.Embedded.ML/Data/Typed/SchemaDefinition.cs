using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>
/// How the members of a class stand for columns. Made from the class and its attributes; sizes known only at run time are set on the columns:
/// <c>definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, n)</c>.
/// </summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>The column of that name, null where there is none; or its replacement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column to replace.</exception>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName) throw new ArgumentOutOfRangeException(nameof(value), $"The column is named '{value.ColumnName}', not '{columnName}'.");
            this[IndexOf(columnName)] = value;
        }
    }

    /// <summary>Public fields, then public properties that can be read or written as <paramref name="direction"/> wants; [NoColumn] members excepted.</summary>
    /// <exception cref="ArgumentException">A member has a type that no column holds, or two members stand for one column.</exception>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (MemberInfo member in MembersOf(userType, direction))
        {
            if (member.GetCustomAttribute<NoColumnAttribute>() is not null) continue;
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition.Exists(column => column.ColumnName == name))
                throw new ArgumentOutOfRangeException(nameof(userType), $"Duplicate column name '{name}' detected in {userType}, this is disallowed.");
            definition.Add(new(member.Name, MemberTypes.ColumnTypeOf(userType, member), name));
        }
        return definition;
    }

    private static IEnumerable<MemberInfo> MembersOf(Type userType, Direction direction)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance;
        bool Wanted(PropertyInfo property) => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && property.GetGetMethod() is not null) || (direction.HasFlag(Direction.Write) && property.GetSetMethod() is not null));
        return [.. userType.GetFields(flags), .. userType.GetProperties(flags).Where(Wanted)];
    }

    private int IndexOf(string columnName)
    {
        int index = FindIndex(column => column.ColumnName == columnName);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(columnName), $"Column '{columnName}' not found");
    }
}
