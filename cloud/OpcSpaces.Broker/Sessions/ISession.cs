namespace OpcSpaces.Broker.Sessions;

/// <summary>A client, over the network or inside this process. Safe from any thread.</summary>
internal interface ISession
{
    /// <summary>Whether a later session with the same client id may end this one.</summary>
    bool MayBeTakenOver { get; }

    /// <summary>Completes when nothing of the session is left: no subscription, and its Will has been published or dropped.</summary>
    Task Ended { get; }

    /// <summary>Ends the session and returns at once. <paramref name="reason"/> is the code for a DISCONNECT packet (MQTT 5 §3.14.2.1).</summary>
    void End(byte reason);
}
