using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt.Client;

/// <summary>When packets are written, and which of them together.</summary>
public sealed class SendBufferTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _written = [];
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource? _gate;

    private IReadOnlyList<string> Written
    {
        get
        {
            lock (_written)
                return [.. _written];
        }
    }

    [Fact]
    public void A_packet_that_comes_alone_is_written_before_the_call_returns()
    {
        var buffer = Buffer();
        foreach (var text in new[] { "a", "b", "c" })
        {
            Assert.True(Append(buffer, text));
            Assert.Equal(text, Written[^1]);
            Alone();
        }
    }

    [Fact]
    public async Task What_comes_during_a_write_leaves_together_with_the_next_one()
    {
        var buffer = Buffer();
        _gate = new TaskCompletionSource();
        Append(buffer, "a");
        for (var i = 0; i < 5; i++)
            Append(buffer, $"{i}");
        Assert.Equal(["a"], Written);

        OpenGate();
        await buffer.EmptyAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(["a", "01234"], Written);
    }

    [Fact]
    public async Task A_packet_close_behind_a_write_is_written_without_any_further_packet_and_without_time_passing()
    {
        var buffer = Buffer();
        Append(buffer, "a");
        Append(buffer, "b");
        await buffer.EmptyAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(["a", "b"], Written);
    }

    [Fact]
    public void Packets_of_the_protocol_keep_their_place_between_messages()
    {
        var buffer = Buffer();
        Append(buffer, "a");
        Alone();
        Ping(buffer);
        Alone();
        Append(buffer, "b");
        Assert.Equal(["a", "[ping]", "b"], Written);
    }

    [Fact]
    public async Task Beyond_the_limit_a_message_waits_for_room_and_the_protocol_does_not()
    {
        var buffer = Buffer(maxBytes: 200);
        _gate = new TaskCompletionSource();
        Append(buffer, "a");
        Assert.True(Append(buffer, new string('b', 80)));
        Assert.False(Append(buffer, new string('c', 80), out var room));
        Assert.False(room.IsCompleted);
        Ping(buffer);

        OpenGate();
        await room.WaitAsync(Eventually.Patience);
        await buffer.EmptyAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(["a", new string('b', 80) + "[ping]"], Written);
    }

    [Fact]
    public void A_message_beyond_the_limit_is_taken_when_nothing_else_is_gathered()
    {
        var buffer = Buffer(maxBytes: 100);
        Assert.True(Append(buffer, new string('a', 5000)));
        Assert.Equal(5000, Written.Single().Length);
    }

    [Fact]
    public async Task A_failed_write_is_reported_once_and_ends_everything_that_waits()
    {
        var buffer = Buffer(maxBytes: 200);
        _gate = new TaskCompletionSource();
        Append(buffer, "a");
        Append(buffer, new string('b', 80));
        Assert.False(Append(buffer, new string('c', 80), out var room));
        var empty = buffer.EmptyAsync();

        _gate.SetException(new IOException("broken"));
        await Task.WhenAll(room, empty).WaitAsync(Eventually.Patience);
        Assert.Equal("broken", Assert.Single(_failures).Message);
        Assert.Equal(["a"], Written);
        Assert.Throws<MqttCommunicationException>(() => Append(buffer, "d"));
        Assert.Throws<MqttCommunicationException>(() => Ping(buffer));
    }

    [Fact]
    public async Task Stopping_drops_what_is_gathered_and_reports_no_failure()
    {
        var buffer = Buffer();
        _gate = new TaskCompletionSource();
        Append(buffer, "a");
        Append(buffer, "b");
        buffer.Stop();
        OpenGate();
        await buffer.EmptyAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(["a"], Written);
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task Messages_of_several_threads_all_leave_and_each_thread_keeps_its_order()
    {
        const int Threads = 4, Each = 5000;
        var buffer = Buffer(maxBytes: 4096);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                while (!Append(buffer, $"{thread}:{i} ", out var room))
                    await room;
            }
        }))).WaitAsync(Eventually.Patience);
        await buffer.EmptyAsync().WaitAsync(Eventually.Patience);

        var messages = string.Concat(Written).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':'));
        var byThread = messages.ToLookup(parts => parts[0], parts => parts[1]);
        Assert.Equal(Threads, byThread.Count);
        Assert.All(byThread, thread => Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{i}"), thread));
        Assert.True(Written.Count < Threads * Each, "no two messages ever shared a write");
    }

    private static bool Append(SendBuffer buffer, string text) => Append(buffer, text, out _);

    private static bool Append(SendBuffer buffer, string text, [NotNullWhen(false)] out Task? room) =>
        buffer.TryAppend(new PublishPacket("t", Encoding.UTF8.GetBytes(text), retain: false), out room);

    private static void Ping(SendBuffer buffer) =>
        buffer.Append(MqttPingReqPacket.Instance, new MqttPacketFormatterAdapter(MqttProtocolVersion.V500, new MqttBufferWriter(16, 16)));

    private void Alone() => _time.Advance(TimeSpan.FromMicroseconds(WritePace.CloseMicroseconds));

    private void OpenGate()
    {
        var gate = _gate!;
        _gate = null;
        gate.SetResult();
    }

    private SendBuffer Buffer(int maxBytes = 64 * 1024) => new(maxBytes, WriteAsync, _failures.Add, new WritePace(_time));

    private Task WriteAsync(ReadOnlySequence<byte> bytes)
    {
        lock (_written)
            _written.Add(PayloadsOf(bytes.ToArray()));
        return _gate?.Task ?? Task.CompletedTask;
    }

    /// <summary>The payloads of the PUBLISH packets, and <c>[ping]</c> for each PINGREQ.</summary>
    private static string PayloadsOf(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            Assert.True(VariableByteInteger.TryRead(rest[1..], out var length, out var lengthBytes));
            if (PublishPacket.Is(rest[0]))
            {
                PublishPacket.Read(rest[0], rest.Slice(1 + lengthBytes, length), out _, out var payload);
                text.Append(Encoding.UTF8.GetString(payload));
            }
            else
            {
                Assert.Equal((0xC0, 0), (rest[0], length));
                text.Append("[ping]");
            }

            rest = rest[(1 + lengthBytes + length)..];
        }

        return text.ToString();
    }
}
