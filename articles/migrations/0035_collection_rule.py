
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0034_desk_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='collection',
            name='rule',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='荐稿规则'),
        ),
        migrations.CreateModel(
            name='RefusedProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='文章')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused_proposals', to='articles.collection')),
            ],
            options={
                'verbose_name': '不收的荐稿',
                'verbose_name_plural': '不收的荐稿',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('collection', 'article'), name='proposal_refused_once')],
            },
        ),
    ]
