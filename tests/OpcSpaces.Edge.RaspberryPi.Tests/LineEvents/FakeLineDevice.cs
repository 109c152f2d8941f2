using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>A GPIO character device whose lines are pipes: what a test writes there arrives as the kernel's events.</summary>
internal sealed class FakeLineDevice : ILineDevice
{
    private readonly Dictionary<int, Line> _lines = [];

    public string Path => "/dev/gpiochip0";

    public int Lines => 54;

    /// <summary>Every request: line and resistor.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The kernel refuses lines with this message.</summary>
    public string? Refusal { get; set; }

    public bool IsDisposed { get; private set; }

    public SafeFileHandle Request(int line, PinPull pull)
    {
        if (Refusal is not null) throw new IOException(Refusal);
        Requests.Add($"{line} {pull}");
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        _lines[line] = new Line(pipe) { High = _lines.GetValueOrDefault(line)?.High ?? false };
        // The reader owns its end alone, so that a closed writer is the end of the stream.
        var file = new SafeFileHandle(pipe.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: true);
        pipe.ClientSafePipeHandle.SetHandleAsInvalid();
        return file;
    }

    public bool ReadLevel(SafeFileHandle line) => _lines.Values.Single().High;

    /// <summary>The line goes high or low at this time of CLOCK_MONOTONIC.</summary>
    public void Edge(int line, bool high, TimeSpan at, int dropped = 0)
    {
        var it = _lines[line];
        it.High = high;
        it.Sequence += (uint)(1 + dropped);
        Send(line, Bytes((long)at.TotalNanoseconds, high ? 1u : 2u, (uint)line, it.Sequence));
    }

    public void Send(int line, ReadOnlySpan<byte> bytes) => _lines[line].Pipe.Write(bytes);

    /// <summary>The kernel releases the line.</summary>
    public void End(int line) => _lines[line].Pipe.Dispose();

    public void Dispose()
    {
        IsDisposed = true;
        foreach (var line in _lines.Values) line.Pipe.Dispose();
    }

    /// <summary><c>struct gpio_v2_line_event</c>.</summary>
    public static byte[] Bytes(long nanoseconds, uint id, uint line, uint sequence)
    {
        var bytes = new byte[48];
        MemoryMarshal.Write(bytes, (ulong)nanoseconds);
        MemoryMarshal.Write(bytes.AsSpan(8), id);
        MemoryMarshal.Write(bytes.AsSpan(12), line);
        MemoryMarshal.Write(bytes.AsSpan(16), sequence);
        MemoryMarshal.Write(bytes.AsSpan(20), sequence);
        return bytes;
    }

    private sealed class Line(AnonymousPipeServerStream pipe)
    {
        public AnonymousPipeServerStream Pipe => pipe;

        public bool High { get; set; }

        public uint Sequence { get; set; }
    }
}
