using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class VBufferTests
{
    private static readonly VBuffer<float> Sparse = new(5, 2, [10, 30], [1, 3]);

    [Fact]
    public void A_sparse_vector_is_default_where_nothing_is_stored()
    {
        Assert.False(Sparse.IsDense);
        Assert.Equal([0, 10, 0, 30, 0], Sparse.DenseValues());
        Assert.Equal([(1, 10f), (3, 30f)], Sparse.Items().Select(item => (item.Key, item.Value)));
        Assert.Equal([0f, 30f], [Sparse.GetItemOrDefault(2), Sparse.GetItemOrDefault(3)]);
    }

    [Fact]
    public void A_copy_owns_its_values()
    {
        float[] values = [1, 2, 3];
        var original = new VBuffer<float>(3, values);
        VBuffer<float> copy = default;

        original.CopyTo(ref copy);
        values[0] = 9;

        Assert.Equal([1, 2, 3], copy.GetValues().ToArray());
    }

    [Fact]
    public void Fewer_values_than_items_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(3, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(4, 2, [1, 2], [0]));
    }

    [Fact]
    public void A_part_of_a_sparse_vector_is_cut_out_at_its_place()
    {
        VBuffer<float> part = default;

        Sparse.CopyTo(ref part, 2, 3);

        Assert.Equal([0, 30, 0], part.DenseValues());
    }

    [Fact]
    public void A_sparse_vector_becomes_dense_in_a_buffer_that_is_reused()
    {
        VBuffer<float> dense = new(5, new float[8]);

        Sparse.CopyToDense(ref dense);

        Assert.True(dense.IsDense);
        Assert.Equal([0, 10, 0, 30, 0], dense.GetValues().ToArray());
    }

    [Fact]
    public void An_editor_writes_a_vector_and_can_cut_it_short()
    {
        VBuffer<float> buffer = default;
        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, newLogicalLength: 6, valuesCount: 3);
        (editor.Values[0], editor.Values[1]) = (1, 2);
        (editor.Indices[0], editor.Indices[1]) = (0, 5);

        buffer = editor.CommitTruncated(2);

        Assert.Equal([1, 0, 0, 0, 0, 2], buffer.DenseValues());
    }
}
