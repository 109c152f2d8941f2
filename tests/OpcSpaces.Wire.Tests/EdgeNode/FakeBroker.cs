using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.EdgeNode;

/// <summary>A broker for one client at a time. It records the client's actions in order and sends what the test tells it to.</summary>
internal sealed class FakeBroker : IMqttConnector
{
    private readonly Lock _gate = new();
    private readonly List<BrokerEvent> _events = [];

    /// <summary>How many of the next CONNECTs fail.</summary>
    public int Refusals { get; set; }

    /// <summary>The reason code of refusals; null when the broker is not there at all.</summary>
    public byte? RefusalReason { get; set; }

    /// <summary>Runs in each publish before it is recorded; a task that is not complete delays the message.</summary>
    public Func<string, Task> BeforePublish { get; set; } = _ => Task.CompletedTask;

    public FakeConnection? Connection { get; private set; }

    public IReadOnlyList<BrokerEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public IReadOnlyList<BrokerEvent.Published> Messages => [.. Events.OfType<BrokerEvent.Published>()];

    public IReadOnlyList<BrokerEvent.Connected> Connects => [.. Events.OfType<BrokerEvent.Connected>()];

    public Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        Write(new BrokerEvent.Connected(session));
        if (Refusals > 0)
        {
            Refusals--;
            throw RefusalReason is { } reason
                ? new MqttConnectException(MqttConnectFailure.Refused, reason, $"The broker refused the connection: {MqttReason.Describe(reason)}")
                : new MqttConnectException(MqttConnectFailure.Unreachable, null, "nobody is there");
        }

        return Task.FromResult<IMqttConnection>(Connection = new FakeConnection(this, handler));
    }

    public void Deliver(string topic, string payload, bool retained = false) => Deliver(topic, Encoding.UTF8.GetBytes(payload), retained);

    public void Deliver(string topic, byte[] payload, bool retained = false) => Connection!.Deliver(topic, payload, retained);

    internal void Write(BrokerEvent e)
    {
        lock (_gate)
            _events.Add(e);
    }
}
