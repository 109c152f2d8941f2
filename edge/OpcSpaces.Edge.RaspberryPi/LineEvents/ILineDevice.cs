using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>The seam to the kernel's GPIO character device: what takes an ioctl.</summary>
internal interface ILineDevice : IDisposable
{
    /// <summary>The path of the device.</summary>
    string Path { get; }

    /// <summary>The number of lines; they are counted from 0.</summary>
    int Lines { get; }

    /// <summary>Requests a line as an input with both edges. Its events (<see cref="LineEvent"/>) are read from the result, which belongs to the caller. Throws <see cref="IOException"/> when the line is in use or cannot be an input.</summary>
    SafeFileHandle Request(int line, PinPull pull);

    /// <summary>The level of a requested line now. Throws <see cref="IOException"/> when the line is gone.</summary>
    bool ReadLevel(SafeFileHandle line);
}
