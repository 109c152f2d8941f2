using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Delivering;

/// <summary>How many messages are on their way at the same time. Troubled channels have a quarter of the places, so that slow receivers take none from the others.</summary>
internal sealed class SendingPlaces : IDisposable
{
    private readonly SemaphoreSlim _usual;
    private readonly SemaphoreSlim _troubled;

    public SendingPlaces(NoticesOptions options)
    {
        var troubled = Math.Max(1, options.Parallel / 4);
        (_usual, _troubled) = (new(Math.Max(1, options.Parallel - troubled)), new(troubled));
    }

    /// <summary>Waits for a place; dispose what is returned to leave it.</summary>
    public async Task<IDisposable> TakeAsync(bool isTroubled, CancellationToken stop)
    {
        var places = isTroubled ? _troubled : _usual;
        await places.WaitAsync(stop);
        return new Place(places);
    }

    public void Dispose()
    {
        _usual.Dispose();
        _troubled.Dispose();
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
