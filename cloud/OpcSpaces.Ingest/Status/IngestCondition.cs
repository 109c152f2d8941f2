namespace OpcSpaces.Ingest.Status;

/// <summary>Whether readings can come in and be kept.</summary>
public enum IngestCondition
{
    /// <summary>Not yet listening.</summary>
    Starting,

    /// <summary>Online at the broker, and the journal takes what comes.</summary>
    Listening,

    /// <summary>The broker is away; gateways keep their batches.</summary>
    BrokerAway,

    /// <summary>The journal cannot be written; the host says that it is offline, and gateways keep their batches.</summary>
    JournalAway,

    Stopped,
}
