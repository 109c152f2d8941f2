namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// Hands messages to the handler one at a time. While the handler's task runs, reading rests; what libmosquitto reads in
/// the same call nevertheless (it takes as many packets as QoS 1 messages are under way) is held. Network thread only.
/// </summary>
internal sealed class Inbound(IMqttMessageHandler handler, HandlerFaults faults, Action resume)
{
    private readonly Queue<HeldMessage> _held = new();
    private Task? _running;

    internal bool Rests => _running is not null;

    internal void Deliver(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retained)
    {
        if (Rests)
            _held.Enqueue(new HeldMessage(topic.ToArray(), payload.ToArray(), retained));
        else
            Hand(topic, payload, retained);
    }

    /// <summary>True when the rest that there was is over.</summary>
    internal bool TryResume()
    {
        if (_running is not { IsCompleted: true })
            return false;

        while (_running is { IsCompleted: true } done)
        {
            _running = null;
            if (done.Exception is { } fault)
                faults.Report(fault.InnerException ?? fault);
            while (_running is null && _held.TryDequeue(out var message))
                Hand(message.Topic, message.Payload, message.Retained);
        }

        return !Rests;
    }

    private void Hand(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retained)
    {
        try
        {
            var handled = handler.OnMessage(topic, payload, retained);
            if (handled.IsCompletedSuccessfully)
            {
                handled.GetAwaiter().GetResult();
                return;
            }

            _running = handled.AsTask();
            _running.ContinueWith(static (_, state) => ((Action)state!)(), resume, TaskScheduler.Default);
        }
        catch (Exception e)
        {
            faults.Report(e);
        }
    }
}
