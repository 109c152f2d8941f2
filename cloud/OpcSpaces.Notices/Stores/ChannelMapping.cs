using System.Text.Json;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>Channels as rows.</summary>
internal static class ChannelMapping
{
    public static Channel ToChannel(this ChannelRow row, ChannelSecrets secrets)
    {
        var (address, secret) = (row.Address, row.Secret);
        var isReadable = !row.IsProtected || (secrets.TryRead(row.Id, row.Address, out address) & secrets.TryRead(row.Id, row.Secret, out secret));
        return row.ToChannel() with { Address = address is null ? null : new Uri(address), Secret = secret, IsLocked = !isReadable };
    }

    /// <summary>The channel without what is secret of it.</summary>
    public static Channel ToChannel(this ChannelRow row) => new(row.Id, row.Community, row.Kind, row.Name, row.Language)
    {
        Kinds = Texts(row.Kinds),
        LeastUrgency = row.LeastUrgency,
        QuietHours = row is { QuietFrom: { } from, QuietUntil: { } until, QuietZone: { } zone, QuietThen: { } then } ? new QuietHours(from, until, zone, then) : null,
        IsPaused = row.IsPaused,
        Recipients = Texts(row.Recipients),
        ChangedBy = row.ChangedBy,
        ChangedAt = row.ChangedAt,
        Version = row.Version,
    };

    /// <summary>Writes everything but id and community, which stay.</summary>
    public static ChannelRow Set(this ChannelRow row, Channel channel, ChannelSecrets secrets)
    {
        (row.Kind, row.Name, row.Language, row.LeastUrgency, row.IsPaused) = (channel.Kind, channel.Name, channel.Language, channel.LeastUrgency, channel.IsPaused);
        (row.Kinds, row.Recipients) = (Json(channel.Kinds), Json(channel.Recipients));
        (row.QuietFrom, row.QuietUntil, row.QuietZone, row.QuietThen) = channel.QuietHours is { } quiet ? (quiet.From, quiet.Until, quiet.TimeZone, quiet.Then) : (default(TimeOnly?), default(TimeOnly?), default(string), default(QuietThen?));
        (row.Address, row.Secret, row.ChangedBy, row.ChangedAt, row.Version) = (channel.Address?.AbsoluteUri, channel.Secret, channel.ChangedBy, channel.ChangedAt, channel.Version + 1);
        row.IsProtected = false;
        return row.Protect(secrets);
    }

    /// <summary>Encrypts what is secret, where it is not yet.</summary>
    public static ChannelRow Protect(this ChannelRow row, ChannelSecrets secrets)
    {
        if (row.IsProtected) return row;
        (row.Address, row.Secret, row.IsProtected) = (secrets.Protect(row.Id, row.Address), secrets.Protect(row.Id, row.Secret), true);
        return row;
    }

    internal static string Json(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    internal static string[] Texts(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}
