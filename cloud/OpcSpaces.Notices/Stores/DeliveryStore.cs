using Microsoft.EntityFrameworkCore;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>What each channel has to send, in order, and what has become of it. Thread-safe; of each channel, one thread at a time asks what is next.</summary>
internal sealed class DeliveryStore(NoticesDatabase database, DeliveryBell bell, ChannelSecrets secrets)
{
    private const int MostInDigest = 50;

    // Greylisting lets a second attempt through after some minutes.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(4);

    // Longer than quiet hours: nobody tried because the channel was paused, or because the cloud did not run.
    private static readonly TimeSpan LongestLate = TimeSpan.FromDays(1);

    /// <summary>The channels with something to send.</summary>
    public IReadOnlyList<string> Waiting() => database.Use(context => context.Deliveries.AsNoTracking().Where(row => row.State == DeliveryState.Waiting).Select(row => row.Channel).Distinct().ToList());

    /// <summary>How many notices wait in all channels, and since when the first one does.</summary>
    public (int Count, DateTimeOffset? Oldest) Backlog() => database.Use(context =>
    {
        var waiting = context.Deliveries.AsNoTracking().Where(row => row.State == DeliveryState.Waiting);
        var count = waiting.Count();
        return (count, count == 0 ? default(DateTimeOffset?) : waiting.OrderBy(row => row.Notice).Select(row => row.QueuedAt).First());
    });

    /// <summary>What a channel sends next. A digest is put together here, and stored, before anybody sends it.</summary>
    public DeliveryLook Look(string id, DateTimeOffset now) => database.Change<DeliveryLook>(context =>
    {
        if (context.Channels.AsNoTracking().SingleOrDefault(row => row.Id == id) is not { } row) return new(null, false);
        var channel = row.ToChannel(secrets);
        var waiting = context.Deliveries.Where(delivery => delivery.Channel == id && delivery.State == DeliveryState.Waiting).OrderBy(delivery => delivery.Notice);
        if (channel.IsPaused) return new(null, waiting.Any());
        var isQuiet = channel.QuietHours?.Has(now) == true;
        var allowed = isQuiet ? waiting.Where(delivery => delivery.Urgency == NoticeUrgency.Urgent) : waiting;
        // What some recipients have got already holds nothing up: its rest comes when it is due.
        var head = allowed.FirstOrDefault(delivery => delivery.Recipients != null && delivery.RetryAt <= now) ?? allowed.FirstOrDefault(delivery => delivery.Recipients == null);
        if (head is null) return new(null, waiting.Any());
        var rest = head.Recipients is { } left ? ChannelMapping.Texts(left).Intersect(channel.Recipients, StringComparer.OrdinalIgnoreCase).ToList() : null;
        return new(Read(context, rest is null ? channel : channel with { Recipients = rest }, Group(context, channel, head, waiting)) with { IsRest = rest is not null }, false);
    });

    /// <summary>A message was taken.</summary>
    /// <param name="delivery">What it was.</param>
    /// <param name="now">When.</param>
    /// <param name="remark">What was wrong although it was taken; null for nothing.</param>
    public void Delivered(NextDelivery delivery, DateTimeOffset now, string? remark) => database.Change(context =>
    {
        Rows(context, delivery).ExecuteUpdate(set => set.SetProperty(row => row.State, DeliveryState.Delivered).SetProperty(row => row.EndedAt, now).SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.Error, remark));
        return context.Channels.Where(row => row.Id == delivery.Channel.Id).ExecuteUpdate(set => set.SetProperty(row => row.FailingSince, default(DateTimeOffset?)).SetProperty(row => row.LastError, remark).SetProperty(row => row.LastDeliveredAt, now));
    });

    /// <summary>Some recipients have not got a message that all others have: it waits for them, and what follows does not. They are given up when they wait since before a time, in which a pause does not count, and when none is to be tried again.</summary>
    /// <param name="delivery">What it was.</param>
    /// <param name="now">When.</param>
    /// <param name="rest">Who is tried again.</param>
    /// <param name="why">Why they have not got it.</param>
    /// <param name="giveUpBefore">The time.</param>
    public void Defer(NextDelivery delivery, DateTimeOffset now, IReadOnlyList<string> rest, string why, DateTimeOffset giveUpBefore) => database.Change(context =>
    {
        var rows = Rows(context, delivery).ToList();
        foreach (var row in rows)
        {
            (row.Attempts, row.Error) = (row.Attempts + 1, why);
            if (rest.Count == 0)
            {
                (row.State, row.EndedAt) = (DeliveryState.GivenUp, now);
                continue;
            }

            // From now on it waits for these alone, however long it has waited for all.
            if (row.Recipients is null) (row.QueuedAt, row.RetryAt) = (now, null);
            row.Recipients = ChannelMapping.Json(rest);
            TryLater(row, now, giveUpBefore);
        }

        var channel = context.Channels.Where(row => row.Id == delivery.Channel.Id);
        if (!delivery.IsRest) channel.ExecuteUpdate(set => set.SetProperty(row => row.LastDeliveredAt, now));
        return channel.ExecuteUpdate(set => set.SetProperty(row => row.FailingSince, default(DateTimeOffset?)).SetProperty(row => row.LastError, why));
    });

    /// <summary>An attempt has failed. When all attempts have failed since before a time, what waits since before that time is given up. A rest is tried again later, and does not hold up what follows; it is given up as in <see cref="Defer"/>.</summary>
    /// <returns>How many notices were given up.</returns>
    public int Failed(NextDelivery delivery, DateTimeOffset now, string error, DateTimeOffset giveUpBefore) => database.Change(context =>
    {
        Rows(context, delivery).ExecuteUpdate(set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.Error, error));
        context.Channels.Where(row => row.Id == delivery.Channel.Id).ExecuteUpdate(set => set.SetProperty(row => row.FailingSince, row => row.FailingSince ?? now).SetProperty(row => row.LastError, error));
        var rests = 0;
        if (delivery.IsRest)
        {
            foreach (var row in Rows(context, delivery).ToList()) rests += TryLater(row, now, giveUpBefore) ? 0 : 1;
            context.SaveChanges();
        }

        // Time in which the channel was paused, or worked, does not count.
        if (!context.Channels.Any(row => row.Id == delivery.Channel.Id && row.FailingSince <= giveUpBefore)) return rests;
        return rests + context.Deliveries.Where(row => row.Channel == delivery.Channel.Id && row.State == DeliveryState.Waiting && row.QueuedAt <= giveUpBefore)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, DeliveryState.GivenUp).SetProperty(row => row.EndedAt, now).SetProperty(row => row.Error, error));
    });

    /// <summary>Gives up one notice that waits, because a person wants those behind it to go on. False when it does not wait.</summary>
    public bool Skip(string channel, long number, DateTimeOffset now, string who)
    {
        var isSkipped = database.Use(context => context.Deliveries.Where(row => row.Channel == channel && row.Notice == number && row.State == DeliveryState.Waiting)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, DeliveryState.GivenUp).SetProperty(row => row.EndedAt, now).SetProperty(row => row.Error, $"given up by {who}")) > 0);
        if (isSkipped) bell.Ring(channel, isNow: true);
        return isSkipped;
    }

    /// <summary>Lets everything wait again that was given up, under its former ids; returns how much that is.</summary>
    public int Replay(string channel, DateTimeOffset now)
    {
        var count = database.Use(context => context.Deliveries.Where(row => row.Channel == channel && row.State == DeliveryState.GivenUp)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, DeliveryState.Waiting).SetProperty(row => row.EndedAt, default(DateTimeOffset?)).SetProperty(row => row.RetryAt, (DateTimeOffset?)now).SetProperty(row => row.QueuedAt, now)));
        bell.Ring(channel, isNow: true);
        return count;
    }

    /// <summary>The deliveries of a channel, newest first.</summary>
    /// <param name="channel">The id of the channel.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="before">Only those of notices with a smaller number; null for all.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<DeliveryInfo> List(string channel, DeliveryState? state, long? before, int most) => database.Use(context => (
        from delivery in context.Deliveries.AsNoTracking()
        join notice in context.Notices.AsNoTracking() on delivery.Notice equals notice.Number
        where delivery.Channel == channel && (state == null || delivery.State == state) && (before == null || delivery.Notice < before)
        orderby delivery.Notice descending
        select new DeliveryInfo(delivery.Notice, notice.Id, notice.Kind, delivery.State, delivery.QueuedAt, delivery.Attempts, delivery.EndedAt, delivery.Error)).Take(most).ToList());

    private static TimeSpan RetryPause(int attempts) => TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(10, attempts - 1)));

    // A rest: false when it is given up instead.
    private static bool TryLater(DeliveryRow row, DateTimeOffset now, DateTimeOffset giveUpBefore)
    {
        if (row.RetryAt is { } due && now - due > LongestLate) row.QueuedAt += now - due;
        if (row.QueuedAt <= giveUpBefore)
        {
            (row.State, row.EndedAt) = (DeliveryState.GivenUp, now);
            return false;
        }

        row.RetryAt = now + RetryPause(row.Attempts);
        return true;
    }

    private static IQueryable<DeliveryRow> Rows(NoticesContext context, NextDelivery delivery) =>
        context.Deliveries.Where(row => row.Channel == delivery.Channel.Id && delivery.Numbers.Contains(row.Notice) && row.State == DeliveryState.Waiting);

    // The numbers of what goes as one message.
    private static List<long> Group(NoticesContext context, Channel channel, DeliveryRow head, IQueryable<DeliveryRow> waiting)
    {
        if (head.Digest is { } digest) return waiting.Where(row => row.Digest == digest).Select(row => row.Notice).ToList();
        if (!head.IsHeld || head.Recipients is not null || channel.Kind == ChannelKind.Webhook || channel.QuietHours is not { Then: QuietThen.Digest }) return [head.Notice];
        // A rest that waits for its recipients goes alone, and breaks no digest.
        var first = head.Notice;
        var held = waiting.Where(row => row.Recipients == null && row.Notice >= first).Take(MostInDigest).AsEnumerable().TakeWhile(row => row is { IsHeld: true, Digest: null }).ToList();
        if (held.Count < 2) return [head.Notice];
        foreach (var row in held) row.Digest = head.Notice;
        return held.ConvertAll(row => row.Notice);
    }

    private static NextDelivery Read(NoticesContext context, Channel channel, List<long> numbers)
    {
        var files = context.Files.AsNoTracking().Where(file => numbers.Contains(file.Notice)).ToLookup(file => file.Notice);
        var notices = context.Notices.AsNoTracking().Where(row => numbers.Contains(row.Number)).OrderBy(row => row.Number).AsEnumerable().Select(row => row.ToNotice(files[row.Number])).ToList();
        return new NextDelivery(channel, numbers, notices);
    }
}
