namespace OpcSpaces.Model.Usage.History;

/// <summary>
/// Where a history keeps a date of a place. Nothing is kept of hours before and after those in which something happened or was unknown: they
/// were observed and idle. Of a date without records, everything is unknown.
/// </summary>
/// <param name="Offset">The index of the first kept hour in the columns.</param>
/// <param name="First">The number of the first kept hour in its date.</param>
/// <param name="Count">How many hours are kept.</param>
/// <param name="IsRecorded">Whether the date has any record.</param>
internal readonly record struct DayPage(int Offset, byte First, byte Count, bool IsRecorded);
