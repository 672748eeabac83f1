internal import Foundation

/// The median of so many runs of a body.
func median(of rounds: Int, _ body: () -> Void) -> Duration {
    let clock = ContinuousClock()
    return (0..<max(1, rounds)).map { _ in clock.measure(body) }.sorted()[max(1, rounds) / 2]
}

/// Resident memory of this process, in MiB (proc(5)).
enum ResidentMemory {
    static var now: Int { mebibytes("VmRSS:") }
    /// The most since the begin, or since `forgetPeak`.
    static var peak: Int { mebibytes("VmHWM:") }

    /// Sets the peak to what is resident now.
    static func forgetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    private static func mebibytes(_ key: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
        return (line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) / 1024
    }
}

extension Duration {
    /// With a digit behind the point.
    var milliseconds: String {
        let tenths = (self / .microseconds(100)).rounded()
        return "\(tenths / 10)"
    }
}
