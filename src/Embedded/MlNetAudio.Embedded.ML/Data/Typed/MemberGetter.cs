using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>
/// A column getter over a member of the current object. Array contents are copied into the caller's buffer, never lent: who asks may write into that buffer
/// afterwards. A null array is an empty vector, a null text is empty. A member that is a key counts from 0, its column from 1.
/// </summary>
internal static class MemberGetter
{
    private static readonly MethodInfo ScalarMethod = GenericCall.Method(typeof(MemberGetter), nameof(Scalar));
    private static readonly MethodInfo KeyMethod = GenericCall.Method(typeof(MemberGetter), nameof(Key));
    private static readonly MethodInfo ArrayMethod = GenericCall.Method(typeof(MemberGetter), nameof(ArrayItems));
    private static readonly MethodInfo BufferMethod = GenericCall.Method(typeof(MemberGetter), nameof(Buffer));

    /// <returns>A <see cref="ValueGetter{TValue}"/> of the column's raw type.</returns>
    public static Delegate Create<TRow>(RowMember member, Func<TRow> current)
    {
        Type type = member.MemberType;
        if (type == typeof(string)) return Text(Read<TRow, string>(member), current);
        if (type == typeof(string[])) return Texts(Read<TRow, string[]>(member), current);
        if (member.ColumnType is KeyDataViewType) return GenericCall.Invoke<Delegate>(KeyMethod, [typeof(TRow), type], member, current);
        if (!MemberTypes.TryGetItemType(type, out Type itemType)) return GenericCall.Invoke<Delegate>(ScalarMethod, [typeof(TRow), type], member, current);
        return GenericCall.Invoke<Delegate>(type.IsSZArray ? ArrayMethod : BufferMethod, [typeof(TRow), itemType], member, current);
    }

    private static Func<TRow, TMember> Read<TRow, TMember>(RowMember member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, member.Member), row).Compile();
    }

    private static ValueGetter<T> Scalar<TRow, T>(RowMember member, Func<TRow> current)
    {
        Func<TRow, T> read = Read<TRow, T>(member);
        return (ref T value) => value = read(current());
    }

    private static ValueGetter<T> Key<TRow, T>(RowMember member, Func<TRow> current) where T : IBinaryInteger<T>
    {
        Func<TRow, T> read = Read<TRow, T>(member);
        T count = T.CreateChecked(((KeyDataViewType)member.ColumnType).Count);
        return (ref T value) =>
        {
            T place = read(current());
            value = place < count ? place + T.One : T.Zero;
        };
    }

    private static ValueGetter<VBuffer<T>> ArrayItems<TRow, T>(RowMember member, Func<TRow> current)
    {
        Func<TRow, T[]> read = Read<TRow, T[]>(member);
        return (ref VBuffer<T> value) =>
        {
            T[] items = read(current()) ?? [];
            VBuffer<T>.Copy(items, 0, ref value, items.Length);
        };
    }

    private static ValueGetter<VBuffer<T>> Buffer<TRow, T>(RowMember member, Func<TRow> current)
    {
        Func<TRow, VBuffer<T>> read = Read<TRow, VBuffer<T>>(member);
        return (ref VBuffer<T> value) => read(current()).CopyTo(ref value);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(Func<TRow, string> read, Func<TRow> current) =>
        (ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts<TRow>(Func<TRow, string[]> read, Func<TRow> current) =>
        (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            string[] items = read(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, items.Length);
            for (int i = 0; i < items.Length; i++) editor.Values[i] = items[i].AsMemory();
            value = editor.Commit();
        };
}
