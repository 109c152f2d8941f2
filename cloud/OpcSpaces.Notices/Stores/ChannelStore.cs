using Microsoft.EntityFrameworkCore;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>The channels of communities. Thread-safe.</summary>
internal sealed class ChannelStore(NoticesDatabase database, DeliveryBell bell)
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

    public void Add(Channel channel) => database.Use(context =>
    {
        context.Channels.Add(new ChannelRow { Id = channel.Id, Community = channel.Community }.Set(channel));
        return context.SaveChanges();
    });

    /// <summary>Replaces what a channel is; what it has to send stays. False when it is gone.</summary>
    public bool Change(Channel channel)
    {
        var isThere = database.Change(context =>
        {
            if (context.Channels.SingleOrDefault(row => row.Id == channel.Id && row.Community == channel.Community) is not { } row) return false;
            row.Set(channel);
            return true;
        });
        bell.Ring(channel.Id, isNow: true);
        return isThere;
    }

    /// <summary>Removes a channel with everything that it has to send. False when it is gone.</summary>
    public bool Delete(string community, string id) => database.Use(context => context.Channels.Where(row => row.Id == id && row.Community == community).ExecuteDelete() > 0);

    private static List<(Channel, ChannelState)> Describe(NoticesContext context, IReadOnlyList<ChannelRow> rows)
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
                return (row.ToChannel(), new ChannelState(row.FailingSince, row.LastError, row.LastDeliveredAt, waiting?.Count ?? 0, waiting is null ? null : times[waiting.First], givenUp?.Count ?? 0));
            }),
        ];
    }
}
