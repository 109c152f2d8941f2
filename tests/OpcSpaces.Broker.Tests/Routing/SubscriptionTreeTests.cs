using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Routing;

namespace OpcSpaces.Broker.Tests.Routing;

public sealed class SubscriptionTreeTests
{
    /// <summary>Any filters, of which some end again: what the tree finds is what comparing each filter with the topic finds.</summary>
    [Property(MaxTest = 500)]
    public Property The_tree_finds_what_comparing_every_filter_finds() => Prop.ForAll(
        Gen.ListOf(Gen.Zip(Filter(), ArbMap.Default.GeneratorFor<bool>())).ToArbitrary(), Topic().ToArbitrary(), (filters, topic) =>
        {
            var tree = new SubscriptionTree();
            var present = new Dictionary<string, Counted>();
            foreach (var (filter, stays) in filters)
            {
                var subscriber = present.TryGetValue(filter, out var known) ? known : new Counted();
                Assert.Equal(known is null, tree.Add(filter, new Subscription(subscriber, 1)));
                present[filter] = subscriber;
                if (stays)
                    continue;
                Assert.True(tree.Remove(filter, subscriber));
                present.Remove(filter);
            }

            var utf8 = Encoding.UTF8.GetBytes(topic);
            var expected = present.Where(item => TopicFilter.Matches(Encoding.UTF8.GetBytes(item.Key), utf8)).Select(item => item.Value).ToHashSet();
            var found = tree.Find(utf8, sender: null);
            Assert.Equal(expected, Enumerable.Range(0, found.Count).Select(at => (Counted)found[at].Subscriber).ToHashSet());
            Assert.Equal(expected.Count, found.Count);
        });

    [Fact]
    public void A_subscriber_that_left_leaves_nothing_behind()
    {
        var tree = new SubscriptionTree();
        var subscriber = new Counted();
        string[] filters = ["a/b/c", "a/+/c", "a/#", "#", "+", "a"];
        foreach (var filter in filters)
            tree.Add(filter, new Subscription(subscriber, 0));
        foreach (var filter in filters)
            Assert.True(tree.Remove(filter, subscriber));
        Assert.False(tree.Remove("a/b/c", subscriber));
        Assert.Equal(0, tree.Find("a/b/c"u8, null).Count);
        Assert.True(tree.IsEmpty);
    }

    /// <summary>The stack of a thread has room for some ten thousand calls; the tree itself sets no limit of levels.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("+")]
    public void Any_number_of_levels_leaves_the_stack_alone(string level)
    {
        var tree = new SubscriptionTree();
        var subscriber = new Counted();
        var filter = string.Join('/', Enumerable.Repeat(level, 200_000));
        tree.Add(filter, new Subscription(subscriber, 0));
        Assert.Equal(1, tree.Find(Encoding.UTF8.GetBytes(string.Join('/', Enumerable.Repeat("a", 200_000))), null).Count);
        Assert.True(tree.Remove(filter, subscriber));
        Assert.True(tree.IsEmpty);
    }

    private static Gen<string> Level() => Gen.Elements("", "a", "b", "$x", "ä");

    private static Gen<string> Topic() => from levels in Gen.NonEmptyListOf(Level()) let topic = string.Join('/', levels.Take(4)) where topic.Length > 0 select topic;

    private static Gen<string> Filter() =>
        from levels in Gen.NonEmptyListOf(Gen.OneOf(Level(), Gen.Constant("+")))
        from all in ArbMap.Default.GeneratorFor<bool>()
        let filter = string.Join('/', levels.Take(4)) + (all ? "/#" : "")
        where filter.Length > 0
        select filter;

    private sealed class Counted : Subscriber
    {
        public override bool IsRemote => true;

        public override void Post(in PublishView message, byte qos, bool retained)
        {
        }
    }
}
