using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Writes a column's value in the current row into a member of an object. A sparse vector becomes a dense array.</summary>
internal static class MemberSetter
{
    private static readonly MethodInfo ScalarMethod = GenericCall.Method(typeof(MemberSetter), nameof(Scalar));
    private static readonly MethodInfo ArrayMethod = GenericCall.Method(typeof(MemberSetter), nameof(ArrayItems));
    private static readonly MethodInfo BufferMethod = GenericCall.Method(typeof(MemberSetter), nameof(Buffer));

    /// <param name="reuse">Whether the object is used again for the next row, and with it its arrays of the right length.</param>
    public static Action<TRow> Create<TRow>(RowMember member, DataViewRow row, DataViewSchema.Column column, bool reuse)
    {
        Type type = member.MemberType;
        if (type == typeof(string)) return Text(Write<TRow, string>(member), row, column);
        if (type == typeof(string[])) return Texts(Write<TRow, string[]>(member), row, column);
        if (!MemberTypes.TryGetItemType(type, out Type itemType)) return GenericCall.Invoke<Action<TRow>>(ScalarMethod, [typeof(TRow), type], member, row, column);
        return GenericCall.Invoke<Action<TRow>>(type.IsSZArray ? ArrayMethod : BufferMethod, [typeof(TRow), itemType], member, row, column, reuse);
    }

    private static Action<TRow, TMember> Write<TRow, TMember>(RowMember member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow)), value = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, member.Member), value), row, value).Compile();
    }

    private static Action<TRow> Scalar<TRow, T>(RowMember member, DataViewRow row, DataViewSchema.Column column)
    {
        Action<TRow, T> write = Write<TRow, T>(member);
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> ArrayItems<TRow, T>(RowMember member, DataViewRow row, DataViewSchema.Column column, bool reuse)
    {
        Action<TRow, T[]> write = Write<TRow, T[]>(member);
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        T[] items = null;
        return target =>
        {
            getter(ref value);
            if (!reuse || items is null || items.Length != value.Length) items = new T[value.Length];
            value.CopyTo(items);
            write(target, items);
        };
    }

    private static Action<TRow> Buffer<TRow, T>(RowMember member, DataViewRow row, DataViewSchema.Column column, bool reuse)
    {
        Action<TRow, VBuffer<T>> write = Write<TRow, VBuffer<T>>(member);
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return target =>
        {
            if (!reuse) value = default;
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> Text<TRow>(Action<TRow, string> write, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    private static Action<TRow> Texts<TRow>(Action<TRow, string[]> write, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            getter(ref value);
            write(target, [.. value.DenseValues().Select(item => item.ToString())]);
        };
    }
}
