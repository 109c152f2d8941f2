using System.Text;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Receives an edge node's messages: its own NCMD and the primary host's STATE. Runs on the network thread.</summary>
internal sealed class EdgeNodeInbox(
    EdgeNodeTopics topics, PrimaryHostState host, ICommandHandler commands, EventCounters<EdgeNodeEvent> counters) : IMqttMessageHandler
{
    private readonly byte[] _commandTopic = Encoding.UTF8.GetBytes(topics.NodeCommand);
    private readonly byte[] _stateTopic = Encoding.UTF8.GetBytes(topics.PrimaryHostState ?? "");
    private readonly TaskCompletionSource _hostOnline = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile StateSeen _seen;

    public required Action RebirthRequested { get; init; }

    public required Action<string> HostOffline { get; init; }

    /// <summary>Whether an offline host ends the session even when it was never online on this connection.</summary>
    public bool LeaveWhenHostOffline { get; set; }

    /// <summary>The aliases that a host may use in commands; set at each birth.</summary>
    public BornNode? Born { get; set; }

    public Task HostOnline => _hostOnline.Task;

    /// <summary>The last STATE that was not <see cref="HostOnline"/>. Written on the network thread.</summary>
    public StateSeen Seen => _seen;

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        if (topicUtf8.SequenceEqual(_commandTopic)) OnCommand(payload, retained);
        else if (_stateTopic.Length > 0 && topicUtf8.SequenceEqual(_stateTopic)) OnState(payload);
        return ValueTask.CompletedTask;
    }

    private void OnState(ReadOnlySpan<byte> payload)
    {
        if (!HostState.TryParse(payload, out var state))
        {
            counters.Add(EdgeNodeEvent.StateMalformed);
            _seen = StateSeen.Malformed;
            return;
        }

        switch (host.Apply(state))
        {
            case StateChange.Online:
                _hostOnline.TrySetResult();
                break;
            case StateChange.Offline when _hostOnline.Task.IsCompleted || LeaveWhenHostOffline:
                HostOffline($"host {topics.PrimaryHostState} went offline at {state.TimestampMs}");
                break;
            case StateChange.Outdated:
                counters.Add(EdgeNodeEvent.StateOutdated);
                _seen = StateSeen.Outdated;
                break;
            case StateChange.Offline:
                _seen = StateSeen.Offline;
                break;
        }
    }

    private void OnCommand(ReadOnlySpan<byte> payload, bool retained)
    {
        // A retained command was meant for an earlier session.
        if (retained || !NodeCommandMessage.TryRead(payload, Born, out var command))
        {
            counters.Add(EdgeNodeEvent.CommandMalformed);
            return;
        }

        counters.Add(EdgeNodeEvent.CommandRefused, command.Refused);
        if (command.Watermark is { } watermark) commands.OnCommitted(watermark);
        if (!command.Rebirth) return;
        commands.OnRebirthRequested();
        RebirthRequested();
    }
}
