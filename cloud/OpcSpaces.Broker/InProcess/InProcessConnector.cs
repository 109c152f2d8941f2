using OpcSpaces.Broker.Sessions;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.InProcess;

/// <summary>Opens sessions with the broker of this process, without a network. They keep their client ids: nobody takes them over.</summary>
internal sealed class InProcessConnector(BrokerCore core) : IMqttConnector
{
    public Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        session.Validate();
        ct.ThrowIfCancellationRequested();
        var opened = new InProcessSession(session, handler, core);
        if (!core.Sessions.TryEnter(session.ClientId, opened, out var before))
            throw new MqttConnectException(MqttConnectFailure.Refused, MqttReason.NotAuthorized, $"The client id '{session.ClientId}' is in use in this process");
        return OpenAsync(opened, before, ct);
    }

    private static async Task<IMqttConnection> OpenAsync(InProcessSession opened, ISession? before, CancellationToken ct)
    {
        if (before is null)
            return opened;
        before.End(SessionReason.TakenOver);
        try
        {
            await before.Ended.WaitAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisconnectAsync(sendWill: false, CancellationToken.None);
            throw;
        }
    }
}
