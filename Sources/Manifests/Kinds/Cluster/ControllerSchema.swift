internal import ClusterModel

extension ControllerSpec: ManifestObject {
    static var title: String { "controller" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "lockVolume", \.lockVolume, .volumeName, "The volume whose lock elects the controller that acts.",
            example: "meta", whenOmitted: "the lock volume of the CTDBCluster", source: .hcctl)
        Field(
            "host", \.host, .hostName, "The one host whose controller may act.", example: "host1",
            whenOmitted: "the one that took the last term", source: .hcctl)
        Field(
            "windows", \.windows, .list(of: .object),
            "When controllers may change what runs. A window of the kind deny wins; where there is one of the kind allow, "
                + "they change something only while one is open. Starting what is down is never held.",
            whenOmitted: "always", source: .hcctl)
    }
}

extension SyncWindow: ManifestObject {
    static var title: String { "a sync window" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "effect", \.effect, .choice(), required: true, "Whether it allows or denies changes.", example: "deny",
            source: .hcctl)
        Field(
            "schedule", \.schedule, .schedule, required: true,
            "When it opens, in UTC: minute, hour, day of the month, month, day of the week.", example: "0 8 * * 1-5",
            source: "crontab(5)")
        Field(
            "duration", \.duration, .duration, required: true, "How long it stays open, at most a week.",
            example: "10h", source: .hcctl)
    }
}

extension FieldCodec where Value == CronSchedule {
    static var schedule: Self {
        let rule = TextRule(expected: "five fields of crontab(5) such as 0 8 * * 1-5", pattern: CronSchedule.pattern) {
            CronSchedule($0) == nil
                ? "write minute, hour, day of the month, month and day of the week as numbers, ranges and steps" : nil
        }
        return FieldCodec<String>.text(rule).converted {
            CronSchedule($0) ?? .midnight
        } from: {
            $0.text
        }
    }
}
