namespace OpcSpaces.Edge.Outbox;

/// <summary>Something that waits for the next commit, in the order in which it came.</summary>
internal abstract class PendingWork;
