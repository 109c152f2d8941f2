using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Time;

/// <summary>Time pauses at one moment until the test continues it.</summary>
internal sealed class OnePause(DateTimeOffset at) : IPausePoints
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset NextPause { get; private set; } = at;

    public Task Reached => _reached.Task;

    public void GoOn() => _goOn.TrySetResult();

    public async ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _goOn.Task;
        NextPause = DateTimeOffset.MaxValue;
    }
}
