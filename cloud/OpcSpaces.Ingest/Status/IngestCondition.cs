namespace OpcSpaces.Ingest.Status;

/// <summary>Whether readings can come in and be kept.</summary>
public enum IngestCondition
{
    /// <summary>Not yet listening.</summary>
    Starting,

    /// <summary>Online at the broker, and the journal can be written.</summary>
    Listening,

    /// <summary>The broker cannot be reached; gateways keep their batches.</summary>
    BrokerUnavailable,

    /// <summary>The journal cannot be written. The host has announced itself as offline, and gateways keep their batches.</summary>
    JournalUnavailable,

    Stopped,
}
