using Microsoft.EntityFrameworkCore;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>Takes notices, and stores for each channel that it has to send them. Thread-safe.</summary>
internal sealed class NoticeQueue(NoticesDatabase database, DeliveryBell bell, TimeProvider time) : INotices, IDisposable
{
    // One at a time: PostgreSQL gives numbers before it commits, and a later one must not be sent before an earlier one is there.
    private readonly SemaphoreSlim _adding = new(1);

    public async Task<bool> AddAsync(Notice notice, CancellationToken cancellation = default)
    {
        if (notice.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join("; ", faults), nameof(notice));
        await _adding.WaitAsync(cancellation);
        try
        {
            if (await Task.Run(() => Add(notice), cancellation) is not { } channels) return false;
            foreach (var channel in channels) bell.Ring(channel);
            return true;
        }
        finally
        {
            _adding.Release();
        }
    }

    public void Dispose() => _adding.Dispose();

    /// <summary>Whether there is a notice with this id.</summary>
    public bool Has(string id) => database.Use(context => context.Notices.Any(row => row.Id == id));

    /// <summary>Notices of a community, newest first.</summary>
    /// <param name="community">The community.</param>
    /// <param name="before">Only those with a smaller number; null for all.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<(long Number, Notice Notice)> List(string community, long? before, int most) => database.Use(context => context.Notices.AsNoTracking()
        .Where(row => row.Community == community && (before == null || row.Number < before)).OrderByDescending(row => row.Number).Take(most).AsEnumerable()
        .Select(row => (row.Number, row.ToNotice([]))).ToList());

    /// <summary>Removes notices that were queued before a time and that no channel waits to send; returns how many.</summary>
    public int RemoveBefore(DateTimeOffset before) => database.Use(context => context.Notices
        .Where(row => row.QueuedAt < before && !context.Deliveries.Any(delivery => delivery.Notice == row.Number && delivery.State == DeliveryState.Waiting)).ExecuteDelete());

    // The ids of the channels that have to send it; null when it is there already.
    private List<string>? Add(Notice notice) => database.Change(context =>
    {
        if (context.Notices.Any(row => row.Id == notice.Id)) return null;
        var now = time.GetUtcNow();
        var row = notice.ToRow(now);
        context.Notices.Add(row);
        context.SaveChanges(); // gives the number
        context.Files.AddRange(notice.Files.Select((file, position) => new NoticeFileRow { Notice = row.Number, Position = position, Name = file.Name, MediaType = file.MediaType, Content = file.Content }));
        var channels = context.Channels.AsNoTracking().Where(channel => channel.Community == notice.Community).AsEnumerable()
            .Select(channel => channel.ToChannel()).Where(channel => channel.Wants(notice.Kind, notice.Urgency)).ToList();
        context.Deliveries.AddRange(channels.Select(channel => new DeliveryRow
        {
            Channel = channel.Id,
            Notice = row.Number,
            Urgency = notice.Urgency,
            QueuedAt = now,
            IsHeld = notice.Urgency != NoticeUrgency.Urgent && channel.QuietHours?.Has(now) == true,
        }));
        return channels.ConvertAll(channel => channel.Id);
    });
}
