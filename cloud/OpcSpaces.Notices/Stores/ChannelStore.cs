using Microsoft.EntityFrameworkCore;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>The channels of communities. Thread-safe.</summary>
internal sealed class ChannelStore(NoticesDatabase database, DeliveryBell bell, ChannelSecrets secrets)
{
    /// <summary>The channels of a community with their states, by name.</summary>
    public IReadOnlyList<(Channel Channel, ChannelState State)> List(string community) => database.Use(context =>
    {
        var rows = context.Channels.AsNoTracking().Where(row => row.Community == community).ToList();
        return Describe(context, rows);
    });

    /// <summary>A channel of a community with its state; null when there is none.</summary>
    public (Channel Channel, ChannelState State)? Find(string community, string id) => database.Use(context =>
        context.Channels.AsNoTracking().SingleOrDefault(row => row.Id == id && row.Community == community) is { } row ? Describe(context, [row])[0] : default((Channel, ChannelState)?));

    /// <summary>Channels of all communities whose attempts fail, with their states.</summary>
    public IReadOnlyList<(Channel Channel, ChannelState State)> Failing() => database.Use(context =>
        Describe(context, context.Channels.AsNoTracking().Where(row => row.FailingSince != null).ToList()));

    /// <summary>How many channels a community has.</summary>
    public int Count(string community) => database.Use(context => context.Channels.Count(row => row.Community == community));

    /// <summary>Adds a channel, and returns it with its first version.</summary>
    public Channel Add(Channel channel) => database.Use(context =>
    {
        context.Channels.Add(new ChannelRow { Id = channel.Id, Community = channel.Community }.Set(channel, secrets));
        context.SaveChanges();
        return channel with { Version = channel.Version + 1 };
    });

    /// <summary>Encrypts what an earlier version has stored as it was; returns how many channels that were.</summary>
    public int ProtectAll() => database.Use(context =>
    {
        var rows = context.Channels.Where(row => !row.IsProtected).ToList();
        if (rows.Count == 0) return 0;
        if (context.Database.IsSqlite())
        {
            // Of this connection alone. What is overwritten becomes zeros.
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("PRAGMA secure_delete=ON");
        }

        foreach (var row in rows) row.Protect(secrets);
        context.SaveChanges();
        if (context.Database.IsSqlite())
        {
            // What was overwritten before would stay in free pages of the file, and what was there until now in the file itself until a checkpoint.
            context.Database.ExecuteSqlRaw("VACUUM");
            context.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return rows.Count;
    });

    /// <summary>Replaces what a channel is; what it has to send stays. Returns it with its new version; null when it is gone.</summary>
    /// <param name="channel">What it is now, with the version that it was made of.</param>
    /// <exception cref="OpcSpaces.Databases.DatabaseConflictException">Somebody else has changed it since that version.</exception>
    public Channel? Change(Channel channel)
    {
        var isThere = database.Change(context =>
        {
            if (context.Channels.SingleOrDefault(row => row.Id == channel.Id && row.Community == channel.Community) is not { } row) return false;
            // The time of a pause is none in which its attempts have failed: nothing is given up because of it.
            if (row.IsPaused != channel.IsPaused) row.FailingSince = null;
            context.Entry(row).Property(it => it.Version).OriginalValue = channel.Version;
            row.Set(channel, secrets);
            return true;
        });
        bell.Ring(channel.Id, isNow: true);
        return isThere ? channel with { Version = channel.Version + 1 } : null;
    }

    /// <summary>Removes a channel with everything that it has to send. False when it is gone.</summary>
    public bool Delete(string community, string id) => database.Use(context => context.Channels.Where(row => row.Id == id && row.Community == community).ExecuteDelete() > 0);

    private List<(Channel, ChannelState)> Describe(NoticesContext context, IReadOnlyList<ChannelRow> rows)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = context.Deliveries.AsNoTracking().Where(row => ids.Contains(row.Channel) && row.State != DeliveryState.Delivered)
            .GroupBy(row => new { row.Channel, row.State }).Select(group => new { group.Key.Channel, group.Key.State, Count = group.Count(), First = group.Min(row => row.Notice) }).ToList();
        var firsts = counts.Select(count => count.First).ToList();
        var times = context.Notices.AsNoTracking().Where(row => firsts.Contains(row.Number)).Select(row => new { row.Number, row.QueuedAt }).ToDictionary(row => row.Number, row => row.QueuedAt);
        return
        [
            .. rows.OrderBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row =>
            {
                var waiting = counts.SingleOrDefault(count => count.Channel == row.Id && count.State == DeliveryState.Waiting);
                var givenUp = counts.SingleOrDefault(count => count.Channel == row.Id && count.State == DeliveryState.GivenUp);
                return (row.ToChannel(secrets), new ChannelState(row.FailingSince, row.LastError, row.LastDeliveredAt, waiting?.Count ?? 0, waiting is null ? null : times[waiting.First], givenUp?.Count ?? 0));
            }),
        ];
    }
}
