internal import Foundation
internal import World

/// Shows lines again whenever they have changed, until the program is interrupted.
struct WatchedScreen {
    /// The shortest pause between two observations. An observation of three hosts is about 60 reading commands.
    static let shortestPause = Duration.seconds(2)
    /// The longest one: while nothing changes the pause grows, and a change is seen at most so late.
    static let longestPause = Duration.seconds(10)
    /// How often the pause is ended by an interruption.
    private static let slice = Duration.milliseconds(200)

    let time: any TimeSource

    func follow(_ make: () async -> [String]) async {
        var (last, pause): ([String], Duration) = ([], Self.shortestPause)
        while !Interruption.isWanted {
            let lines = await make()
            // The last line has times and counts, which always change.
            let isNews = lines.dropLast() != last.dropLast()
            if isNews || Console.isTerminal(STDOUT_FILENO) { show(lines, isFirst: last.isEmpty) }
            pause = isNews ? Self.shortestPause : min(pause * 2, Self.longestPause)
            last = lines
            await wait(pause)
        }
    }

    /// Clears the terminal from its first line on, without the flicker of clearing the whole screen first.
    private func show(_ lines: [String], isFirst: Bool) {
        guard Console.isTerminal(STDOUT_FILENO) else { return Console.out((isFirst ? [] : [""]) + lines) }
        let end = "\u{1B}[K"
        Console.out([(isFirst ? "\u{1B}[2J" : "") + "\u{1B}[H" + lines.joined(separator: end + "\n") + end + "\u{1B}[J"]
        )
    }

    private func wait(_ pause: Duration) async {
        let end = time.uptime() + pause
        while !Interruption.isWanted, time.uptime() < end {
            guard (try? await time.sleep(min(Self.slice, end - time.uptime()))) != nil else { return }
        }
    }
}
