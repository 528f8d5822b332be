using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which column type a field or property of a row class stands for.</summary>
internal static class MemberTypes
{
    public static Type TypeOf(MemberInfo member) => member switch
    {
        FieldInfo field => field.FieldType,
        PropertyInfo property => property.PropertyType,
        _ => throw new ArgumentOutOfRangeException(nameof(member), $"{member.Name} is neither field nor property."),
    };

    /// <exception cref="ArgumentOutOfRangeException">No column holds the member's type, or its attributes do not fit it.</exception>
    public static DataViewType ColumnTypeOf(Type owner, MemberInfo member)
    {
        Type type = TypeOf(member);
        bool isVector = TryGetItemType(type, out Type itemType);
        var vectorAttribute = member.GetCustomAttribute<VectorTypeAttribute>();
        if (!ColumnTypes.TryGetPrimitive(isVector ? itemType : type, out PrimitiveDataViewType item))
            throw new ArgumentOutOfRangeException(nameof(member), $"Could not determine an IDataView type for member {member.Name} of type {type} in {owner}; mark it with [NoColumn] if it is no column.");
        if (vectorAttribute is not null && !isVector)
            throw new ArgumentOutOfRangeException(nameof(member), $"Member {member.Name} of {owner} is marked with [VectorType] but is of type {type}; it must be an array or a VBuffer.");

        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            if (!KeyDataViewType.IsValidDataType(item.RawType))
                throw new ArgumentOutOfRangeException(nameof(member), $"Member {member.Name} of {owner} is marked with [KeyType] but is of type {type}; a key is byte, ushort, uint or ulong.");
            item = new KeyDataViewType(item.RawType, key.Count ?? MaximumKeyCount(item.RawType));
        }
        return !isVector ? item : vectorAttribute?.Dimensions is { Length: > 0 } dimensions ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item);
    }

    /// <summary>float[] and VBuffer&lt;float&gt; → float.</summary>
    public static bool TryGetItemType(Type type, out Type itemType)
    {
        bool isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        itemType = type.IsSZArray ? type.GetElementType() : isBuffer ? type.GetGenericArguments()[0] : null;
        return itemType is not null;
    }

    /// <summary>Whether values of the member can be values of the column: only the raw types count, no size, no key count.</summary>
    public static bool CanHold(Type memberType, DataViewType columnType)
    {
        bool isVector = TryGetItemType(memberType, out Type itemType);
        return isVector == columnType is VectorDataViewType
            && ColumnTypes.TryGetPrimitive(isVector ? itemType : memberType, out PrimitiveDataViewType primitive)
            && primitive.RawType == ColumnTypes.ItemOf(columnType).RawType;
    }

    private static ulong MaximumKeyCount(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
