using System.Text;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class SparkplugTopicCacheTests
{
    [Fact]
    public void A_known_topic_is_returned_without_allocating()
    {
        var cache = new SparkplugTopicCache();
        var bytes = "spBv1.0/D1/DDATA/gw/zone"u8.ToArray();
        Assert.True(cache.TryParse(bytes, out var first, out _));
        Assert.True(cache.TryParse(bytes, out _, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(cache.TryParse(bytes, out var second, out _));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        Assert.Equal(first, second);
        Assert.Same(first.EdgeNode, second.EdgeNode);
    }

    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var cache = new SparkplugTopicCache(capacity: 10);
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(cache.TryParse(Encoding.UTF8.GetBytes($"spBv1.0/D1/NDATA/gw{i}"), out var topic, out _));
            Assert.Equal($"gw{i}", topic.EdgeNode);
            Assert.InRange(cache.Count, 1, 10);
        }
    }

    [Fact]
    public void A_topic_that_cannot_be_read_is_not_kept()
    {
        var cache = new SparkplugTopicCache();
        Assert.False(cache.TryParse("some/other/topic"u8, out _, out var error));
        Assert.NotNull(error);
        Assert.Equal(0, cache.Count);
    }
}
