/// When something begins, as the five fields of crontab(5) write it: minute, hour, day of the month, month, day of the week;
/// in UTC.
///
/// Each field is `*`, a number, a range `1-5`, one of them with a step `*/15`, or several with commas. 0 and 7 are Sunday.
/// Where both days are restricted, either one is enough (crontab(5)).
package struct CronSchedule: Sendable, Hashable {
    /// As it was written.
    package let text: String
    private let minutes: Set<Int>
    private let hours: Set<Int>
    private let days: Set<Int>?
    private let months: Set<Int>
    private let weekdays: Set<Int>?

    /// The form of the text, as a regular expression.
    package static let pattern = "^[0-9*,/-]+( [0-9*,/-]+){4}$"

    package static let midnight: CronSchedule = {
        guard let schedule = CronSchedule("0 0 * * *") else {
            preconditionFailure("every day at midnight is a schedule")
        }
        return schedule
    }()

    /// Nil of a text that is no schedule.
    package init?(_ text: String) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 5, let minutes = Self.numbers(fields[0], 0...59),
            let hours = Self.numbers(fields[1], 0...23), let days = Self.numbers(fields[2], 1...31),
            let months = Self.numbers(fields[3], 1...12), let weekdays = Self.numbers(fields[4], 0...7)
        else { return nil }
        self.text = text
        self.minutes = minutes
        self.hours = hours
        self.days = fields[2].hasPrefix("*") ? nil : days
        self.months = months
        self.weekdays = fields[4].hasPrefix("*") ? nil : Set(weekdays.map { $0 % 7 })
        if fields[2].hasPrefix("*"), days.count < 31 { return nil }
        if fields[4].hasPrefix("*"), weekdays.count < 8 { return nil }
    }

    private static func numbers(_ field: String, _ range: ClosedRange<Int>) -> Set<Int>? {
        var all: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard halves.count <= 2, let bounds = bounds(halves[0], range) else { return nil }
            let step = halves.count == 2 ? decimal(halves[1]) : 1
            // A step belongs to a range: `5/10` means different things in different programs.
            guard let step, step > 0, halves.count == 1 || halves[0].contains(where: { "*-".contains($0) }) else {
                return nil
            }
            all.formUnion(stride(from: bounds.lowerBound, through: bounds.upperBound, by: step))
        }
        return all
    }

    private static func bounds(_ text: Substring, _ range: ClosedRange<Int>) -> ClosedRange<Int>? {
        if text == "*" { return range }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(decimal)
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
            range.contains(first), range.contains(last)
        else { return nil }
        return first...last
    }

    private static func decimal(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// The last beginning at or before an instant, searched so far back; nil where there is none.
    package func last(at instant: WallTime, within limit: Duration) -> WallTime? {
        let minute = instant.minute
        let first = (instant + (.zero - limit)).minute
        return stride(from: minute, to: first, by: -1).first(where: begins).map(WallTime.init(minute:))
    }

    /// The first beginning after an instant, searched so far ahead; nil where there is none.
    package func next(after instant: WallTime, within limit: Duration) -> WallTime? {
        let last = (instant + limit).minute
        var minute = instant.minute + 1
        while minute <= last {
            if !isOnDay(minute / 1440) {
                minute = (minute / 1440 + 1) * 1440
            } else if begins(minute) {
                return WallTime(minute: minute)
            } else {
                minute += 1
            }
        }
        return nil
    }

    private func begins(_ minute: Int) -> Bool {
        minutes.contains(minute % 60) && hours.contains(minute / 60 % 24) && isOnDay(minute / 1440)
    }

    /// Day 0 of the epoch was a Thursday.
    private func isOnDay(_ day: Int) -> Bool {
        let date = WallTime(minute: day * 1440).date
        guard months.contains(date.month) else { return false }
        let weekday = (day + 4) % 7
        switch (days, weekdays) {
        case (nil, nil): return true
        case (let days?, nil): return days.contains(date.day)
        case (nil, let weekdays?): return weekdays.contains(weekday)
        case (let days?, let weekdays?): return days.contains(date.day) || weekdays.contains(weekday)
        }
    }
}

extension CronSchedule: CustomStringConvertible {
    package var description: String { text }
}

extension WallTime {
    /// Whole minutes since the epoch, rounded down; instants before it are not scheduled.
    fileprivate var minute: Int { Int(max(0, sinceEpoch.components.seconds) / 60) }

    fileprivate init(minute: Int) { self.init(sinceEpoch: .seconds(minute * 60)) }
}
