using OpcSpaces.Ingest.Messages;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Tests.Messages;

public sealed class InboxTests
{
    [Fact]
    public void Messages_come_out_in_the_order_in_which_they_came()
    {
        var inbox = new Inbox(100, 1_000);
        Assert.True(inbox.Add(Message(1)).AsTask().IsCompleted);
        Assert.True(inbox.Add(Message(2)).AsTask().IsCompleted);
        Assert.Equal([1, 2], inbox.TakeAll([]).Select(m => m.Payload.Length));
        Assert.Equal(0, inbox.Count);
    }

    [Theory]
    [InlineData(2, 1_000)]
    [InlineData(100, 20)]
    public async Task A_full_inbox_lets_its_writer_wait_until_the_loop_has_taken_all(int maxMessages, int maxBytes)
    {
        var inbox = new Inbox(maxMessages, maxBytes);
        Assert.True(inbox.Add(Message(10)).AsTask().IsCompleted);
        var waiting = inbox.Add(Message(10)).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(2, inbox.TakeAll([]).Count);
        await waiting;
    }

    [Fact]
    public async Task Closing_frees_the_writers_and_the_loop_and_takes_nothing_more()
    {
        var inbox = new Inbox(1, 1_000);
        var waiting = inbox.Add(Message(1)).AsTask();
        inbox.Close();
        await waiting;
        Assert.Single(inbox.TakeAll([]));
        Assert.True(inbox.Add(Message(1)).AsTask().IsCompleted);
        Assert.Empty(inbox.TakeAll([]));
    }

    [Fact]
    public async Task A_waiting_loop_is_woken_by_a_message_and_by_a_wake()
    {
        var inbox = new Inbox(100, 1_000);
        var taking = Task.Run(() => inbox.TakeAll([]));
        await inbox.Add(Message(1));
        Assert.Single(await taking);

        taking = Task.Run(() => inbox.TakeAll([]));
        inbox.Wake();
        Assert.Empty(await taking);
    }

    [Fact]
    public async Task A_loop_that_gathers_waits_for_its_number_for_its_time_or_for_a_wake()
    {
        var inbox = new Inbox(100, 1_000);
        await inbox.Add(Message(1));
        inbox.Await(2, TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, inbox.Count);

        var gathering = Task.Run(() => inbox.Await(3, Timeout.InfiniteTimeSpan));
        await inbox.Add(Message(1));
        Assert.False(gathering.IsCompleted);
        await inbox.Add(Message(1));
        await gathering;

        gathering = Task.Run(() => inbox.Await(4, Timeout.InfiniteTimeSpan));
        inbox.Wake();
        await gathering;
        Assert.Equal(3, inbox.TakeAll([]).Count);
    }

    private static ReceivedMessage Message(int bytes) =>
        new(MessageKind.Sparkplug, new SparkplugTopic(SparkplugMessageType.NodeData, "C1", "G1"), null, new byte[bytes], default);
}
