using System.Text.Json;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>Channels as rows.</summary>
internal static class ChannelMapping
{
    public static Channel ToChannel(this ChannelRow row) => new(row.Id, row.Community, row.Kind, row.Name, row.Language)
    {
        Kinds = Texts(row.Kinds),
        LeastUrgency = row.LeastUrgency,
        QuietHours = row is { QuietFrom: { } from, QuietUntil: { } until, QuietZone: { } zone, QuietThen: { } then } ? new QuietHours(from, until, zone, then) : null,
        IsPaused = row.IsPaused,
        Address = row.Address is { } address ? new Uri(address) : null,
        Secret = row.Secret,
        Recipients = Texts(row.Recipients),
        ChangedBy = row.ChangedBy,
        ChangedAt = row.ChangedAt,
    };

    /// <summary>Writes everything but id and community, which stay.</summary>
    public static ChannelRow Set(this ChannelRow row, Channel channel)
    {
        (row.Kind, row.Name, row.Language, row.LeastUrgency, row.IsPaused) = (channel.Kind, channel.Name, channel.Language, channel.LeastUrgency, channel.IsPaused);
        (row.Kinds, row.Recipients) = (JsonSerializer.Serialize(channel.Kinds), JsonSerializer.Serialize(channel.Recipients));
        (row.QuietFrom, row.QuietUntil, row.QuietZone, row.QuietThen) = channel.QuietHours is { } quiet ? (quiet.From, quiet.Until, quiet.TimeZone, quiet.Then) : (default(TimeOnly?), default(TimeOnly?), default(string), default(QuietThen?));
        (row.Address, row.Secret, row.ChangedBy, row.ChangedAt) = (channel.Address?.AbsoluteUri, channel.Secret, channel.ChangedBy, channel.ChangedAt);
        return row;
    }

    private static string[] Texts(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}
