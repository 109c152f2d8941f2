using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OpcSpaces.Databases;

/// <summary>Stores a time as milliseconds since 1970 in UTC, which both databases order alike.</summary>
public sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
