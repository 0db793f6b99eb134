"""The practice page: the catalogue, the brief, the call. Deep links: ?scenario=ID, ?session=ID."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import gradio as gr
from starlette.requests import Request

from trainer.conversation import Plan
from trainer.errors import Conflict, TrainerError
from trainer.practice import Reply, buyer_left
from trainer.scenario import Scenario
from trainer.session import Session
from trainer.store import Filters
from trainer.web.desk import Desk
from trainer.web.faults import calm
from trainer.web.filling import Filler, remembered
from trainer.web.pace import paced
from trainer.web.parts import DRAFT, GO, NAME, REMEMBER, SENT, SHOW, data, html, query, quiet
from trainer.web.views import call as views
from trainer.web.views.catalogue import RECENT, NextUp, catalogue, next_up
from trainer.web.words import KINDS

Changes = dict[Any, Any]  # component → its new value or update

PLAN = (
    ("Objective", "What should be different after this call?"),
    ("What I offer for the time", "What do they gain from talking to you, even if they never buy?"),
    ("The step I want", "What should they do next, with whom, by when?"),
    ("If that is too much", "Which smaller step still moves it on?"),
    ("My path, a step a line", "How will you get there?"),
)


class PracticePage:
    """Lays out the page within the open Blocks, and answers its events."""

    def __init__(self, desk: Desk, demo: gr.Blocks) -> None:
        self.desk = desk
        self._lay_out()
        self._listen(demo)

    def _lay_out(self) -> None:
        hidden: dict[str, Any] = {"visible": False}
        self.scenario_id = gr.Textbox(**hidden)
        self.session_id = gr.Textbox(**hidden)
        self.expected = gr.Number(precision=0, **hidden)
        self.address = gr.Textbox(**hidden)
        self.leave = gr.Textbox(**hidden)
        self.front_note = html()
        with gr.Column(elem_id="catalogue-page") as self.home:
            self.cards = html(("pick", "resume"))
        with gr.Column(elem_id="brief-page", visible=False) as self.brief_page:
            with gr.Column(elem_id="brief-main"):
                self.brief = html(("home",))
                with gr.Accordion("Plan the call first (optional)", open=False, elem_id="plan"):
                    self.plan = [
                        gr.Textbox(label=label, lines=2 if "line" in label else 1, max_lines=5)
                        for label, _ in PLAN
                    ]
            with gr.Column(elem_id="brief-side"):
                with gr.Column(elem_id="brief-start"):
                    self.name = gr.Textbox(
                        label="Your name",
                        placeholder="So that your calls find you again",
                        max_length=60,
                        elem_id="name",
                    )
                    self.start = gr.Button("Start the call", variant="primary", elem_id="start")
                self.criteria = html()
        with gr.Column(elem_id="call-page", visible=False) as self.call_page:
            self.buyer = html()
            with gr.Column(elem_id="talk"):
                self.log = html(elem_id="log", js_on_load="window.trainer.follow();")
                self.note = html()
                with gr.Row(elem_id="say") as self.say_row:
                    self.box = gr.Textbox(
                        show_label=False,
                        label="What you say",
                        container=False,
                        lines=1,
                        max_lines=7,
                        autofocus=True,
                        placeholder="Say something",
                        scale=1,
                        elem_id="box",
                    )
                    self.send = gr.Button("Send", variant="primary", scale=0, elem_id="send")
                self.actions = html(("hint", "finish"))
            self.aside = html()

    def _listen(self, demo: gr.Blocks) -> None:
        page = [
            self.home,
            self.brief_page,
            self.call_page,
            self.front_note,
            self.cards,
            self.brief,
            self.criteria,
            *self.plan,
            self.name,
            self.start,
            self.buyer,
            self.log,
            self.note,
            self.say_row,
            self.box,
            self.actions,
            self.aside,
            self.scenario_id,
            self.session_id,
            self.expected,
            self.address,
        ]
        loading = demo.load(self.open, [self.name], page, js=NAME, **quiet())
        loading.success(None, None, [self.box], js=DRAFT)
        self.filler = Filler(self.content, loading["id"])
        for event in (
            self.cards.pick(self.pick, None, page, **quiet()),
            self.cards.resume(self.resume, None, page, **quiet()),
            self.brief.home(self.go_home, [self.name], page, **quiet()),
            gr.on(
                [self.start.click, self.name.submit],
                self.begin,
                [self.scenario_id, self.name, *self.plan],
                page,
                **quiet(),
            ),
        ):
            event.success(None, [self.address], None, js=SHOW)
        gr.on([self.start.click, self.name.submit], None, [self.name], None, js=REMEMBER)
        talk = [
            self.log,
            self.buyer,
            self.note,
            self.box,
            self.say_row,
            self.actions,
            self.expected,
        ]
        gr.on(
            [self.box.submit, self.send.click],
            self.say,
            [self.box, self.session_id, self.expected],
            talk,
            **quiet(queue=True, concurrency_limit=None),
        ).success(None, None, None, js=SENT)
        self.actions.hint(self.hint, [self.session_id], [self.note], **quiet())
        self.actions.finish(
            self.finish, [self.session_id], [self.note, self.leave], **quiet()
        ).success(None, [self.leave], None, js=GO)

    # ---- what the page shows ----

    async def content(self, request: Request) -> Changes | None:
        """The page for the rep that the browser names; a call is the same for everybody. A turn
        that still waits for its answer is answered in sight of the rep, not before."""
        name, session_id = remembered(request), request.query_params.get("session")
        ready = name is not None if session_id is None else not await self._owed(session_id)
        return await self.open(name or "", gr.Request(request)) if ready else None

    async def _owed(self, session_id: str) -> bool:
        try:
            session = await self.desk.store.get(session_id)
        except TrainerError:
            return True
        return bool(session.turns) and session.turns[-1].speaker == "rep"

    async def open(self, name: str, request: gr.Request) -> Changes:
        """The page as its address asks for it."""
        asked = query(request)
        try:
            if "session" in asked:
                return {self.name: name, **await self._call(asked["session"])}
            if "scenario" in asked:
                return {self.name: name, **self._brief(asked["scenario"])}
        except Exception as e:
            return {**await self._home(name), self.front_note: views.note(calm(e, ""))}
        return await self._home(name)

    async def go_home(self, name: str) -> Changes:
        return {**await self._home(name), self.address: "./"}

    async def pick(self, event: gr.EventData) -> Changes:
        scenario_id = str(data(event).get("id", ""))
        try:
            return {**self._brief(scenario_id), self.address: f"?scenario={scenario_id}"}
        except Exception as e:
            return {self.front_note: views.note(calm(e, ""))}

    async def resume(self, event: gr.EventData) -> Changes:
        session_id = str(data(event).get("id", ""))
        try:
            return {**await self._call(session_id), self.address: f"?session={session_id}"}
        except Exception as e:
            return {self.front_note: views.note(calm(e))}

    async def begin(self, scenario_id: str, name: str, *plan: str) -> Changes:
        """Start the call. The plan's last field holds a step a line."""
        objective, value, ask, fallback, path = ((text or "").strip() for text in plan)
        steps = tuple(line.strip() for line in path.splitlines() if line.strip())
        try:
            session = await self.desk.practice.start(
                scenario_id, rep=name or "", plan=Plan(objective, value, ask, fallback, steps)
            )
        except Exception as e:
            return {self.front_note: views.note(calm(e, "Your plan is still here."))}
        return {**self._in_call(session), self.address: f"?session={session.id}"}

    async def _home(self, name: str) -> Changes:
        """The catalogue; where the records cannot be reached, without what they would add."""
        scenarios, faults = self.desk.library.scan()
        best: dict[str, float] = {}
        first, note = None, ""
        try:
            best = await self.desk.store.best_scores(name)
            first = await self._next_up(name, scenarios, best)
        except Exception as e:
            note = calm(e, "You can still practise.")
        return {
            self.home: gr.update(visible=True),
            self.brief_page: gr.update(visible=False),
            self.call_page: gr.update(visible=False),
            self.name: name,
            self.front_note: views.note(note),
            self.cards: catalogue(scenarios, best=best, next_call=first, faults=faults),
        }

    async def _next_up(
        self, name: str, scenarios: Mapping[str, Scenario], best: Mapping[str, float]
    ) -> NextUp | None:
        """The first card. Finished calls are loaded only where no open one stands before them."""
        store = self.desk.store
        recent = await store.list(Filters(rep=name, limit=20))
        left = await store.get(recent[0].id) if recent and not recent[0].finished else None
        graded: list[Session] = []
        if left is None or len(left.turns) < 2:
            done = [s.id for s in recent if s.finished][:RECENT]
            graded = await asyncio.gather(*map(store.get, done))
        return next_up(scenarios, recent, graded, self.desk.rubric(), best, left)

    def _brief(self, scenario_id: str) -> Changes:
        scenario = self.desk.library.get(scenario_id)
        return {
            self.home: gr.update(visible=False),
            self.brief_page: gr.update(visible=True),
            self.call_page: gr.update(visible=False),
            self.front_note: "",
            self.brief: views.brief(scenario),
            self.criteria: views.criteria(scenario, self.desk.rubric()),
            self.scenario_id: scenario.id,
            self.start: f"Start the {KINDS[scenario.channel]}",
            **dict(zip(self.plan, _placeholders(scenario), strict=True)),
        }

    async def _call(self, session_id: str) -> Changes:
        session = await resumed(self.desk, session_id)
        if session.scenario is None:
            raise Conflict("This is an imported call. Its debrief can be read in the history.")
        return self._in_call(session)

    def _in_call(self, session: Session) -> Changes:
        return {
            self.home: gr.update(visible=False),
            self.brief_page: gr.update(visible=False),
            self.call_page: gr.update(visible=True),
            self.front_note: "",
            self.note: "",
            self.session_id: session.id,
            self.aside: views.aside(session, self.desk.rubric()),
            self.box: "",
            **self._talk(session),
        }

    def _talk(self, session: Session) -> Changes:
        return {
            self.log: views.talk(session),
            self.buyer: views.buyer(session),
            self.say_row: gr.update(visible=not views.over(session)),
            self.actions: views.actions(session),
            self.expected: len(session.turns) + 1,
        }

    # ---- what the rep does ----

    async def say(self, text: str, session_id: str, expected: int) -> AsyncIterator[Changes]:
        """Show the rep's turn at once, then the reply as it comes, then where things stand."""
        try:
            session = await self.desk.store.get(session_id)
            said = (text or "").strip()
            if said:
                yield {
                    self.log: views.talk(session, said=said, saying=""),
                    self.note: "",
                    self.box: "",
                }
            saying = ""
            pieces = self.desk.practice.say(session_id, text or "", expected=int(expected))
            async for piece in paced(pieces):
                if isinstance(piece, Reply):
                    session = piece.session
                    yield {**self._talk(session), self.note: views.note(piece.notice)}
                else:
                    saying += piece
                    yield {self.log: views.talk(session, said=said, saying=saying)}
            if buyer_left(session):
                await self.desk.practice.finish(session_id)
        except Exception as e:
            yield await self._kept(e, text, session_id, int(expected))

    async def _kept(self, error: Exception, text: str, session_id: str, expected: int) -> Changes:
        """The fault in a line, with the talk as it is on disk and unsent words back in the box."""
        line = {self.note: views.note(calm(error))}
        try:
            session = await self.desk.store.get(session_id)
        except Exception:
            return {**line, self.box: text}
        stored = len(session.turns) >= expected and session.turns[expected - 1].text == text.strip()
        if not stored or isinstance(error, Conflict):
            return {**line, **self._talk(session), self.box: text}
        try:
            return {**line, **self._talk(await resumed(self.desk, session_id))}
        except Exception:
            return {**line, **self._talk(session)}

    async def hint(self, session_id: str) -> Changes:
        try:
            hint = await self.desk.practice.hint(session_id)
        except Exception as e:
            return {self.note: views.note(calm(e))}
        return {self.note: views.note(hint.text, kind="hint", label="Hint.")}

    async def finish(self, session_id: str) -> Changes:
        try:
            await self.desk.practice.finish(session_id)
        except Exception as e:
            return {self.note: views.note(calm(e)), self.leave: ""}
        return {self.leave: f"debrief?session={session_id}"}


async def resumed(desk: Desk, session_id: str) -> Session:
    """The session, answered where an answer was owed; another tab may be answering it just now."""
    try:
        return await desk.practice.resume(session_id)
    except Conflict:
        return await desk.store.get(session_id)


def _placeholders(scenario: Scenario) -> list[Any]:
    own = scenario.plan
    asked = (own.objective, own.value, own.ask, own.fallback, "\n".join(own.path))
    return [
        gr.update(placeholder=question or default, value="")
        for question, (_, default) in zip(asked, PLAN, strict=True)
    ]
