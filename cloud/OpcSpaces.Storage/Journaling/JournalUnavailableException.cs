namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// The journal's disk did not take the group (full, or an I/O error): nothing of it may be acknowledged. It is not there, or (where only
/// the answer to the commit was lost) there whole: the journal says which when it is opened again, which it can be when the disk is well.
/// </summary>
public sealed class JournalUnavailableException(string message, Exception inner) : Exception(message, inner);
